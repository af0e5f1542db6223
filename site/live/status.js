// A quiet line at the foot of the page: what Python is doing, and what can be done with all cells.
import { button, make } from "../../helpers/live/parts.js";

const WORDS = {
    booted: "Python is starting: its packages are next.",
    ready: "Python is ready. It runs in this tab, on your machine.",
};
const line = make("p", { role: "status", textContent: "Python is starting." });
export const acts = make("div");
const box = make("section", { className: "live-status", ariaLabel: "Python on this page" }, line, acts);
document.body.append(box);

export function say(words) {
    line.textContent = words;
}

export function step({ name, sent, total }) {
    const mb = (bytes) => Math.round(bytes / 1e6);
    if (name === "fetching") say(`Python is starting: ${mb(sent)} of ${mb(total)} MB.`);
    else say(WORDS[name] ?? `Python is starting: ${name} is loaded.`);
    box.dataset.step = name;
}

export function failed(message, start) {
    say("Python could not start, or has ended. The page can still be read, and your code is kept. ");
    line.append(button("Start Python again", start));
    box.dataset.step = "failed";
    console.warn(message);
}
