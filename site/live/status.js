// A quiet line at the foot of the page: what Python is doing, and what can be done with all cells.
import { button, make } from "../../helpers/live/parts.js";

const WORDS = {
    booted: "Python is starting: its packages are next.",
    ready: "Python is ready. It runs in this tab, on your machine.",
};

export class StatusLine {
    line = make("p", { role: "status" });
    acts = make("div");
    box = make("section", { className: "live-status", ariaLabel: "Python on this page" }, this.line, this.acts);

    constructor() {
        document.body.append(this.box);
        this.say("Python is starting.");
    }

    say(words) {
        this.line.textContent = words;
    }

    step({ name, sent, total }) {
        const mb = (bytes) => Math.round(bytes / 1e6);
        if (name === "fetching") this.say(`Python is starting: ${mb(sent)} of ${mb(total)} MB.`);
        else this.say(WORDS[name] ?? `Python is starting: ${name} is loaded.`);
        this.box.dataset.step = name;
    }

    failed(message, start) {
        this.say("Python could not start, or has ended. The page can still be read, and your code is kept. ");
        this.line.append(button("Start Python again", start));
        this.box.dataset.step = "failed";
        console.warn(message);
    }
}
