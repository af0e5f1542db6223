// A quiet line at the foot of the page: what Python is doing, and what can be done with all cells.
const WORDS = {
    booted: "Python is starting: its packages are next.",
    ready: "Python is ready. It runs in this tab, on your machine.",
};

export class StatusLine {
    constructor() {
        this.box = document.createElement("section");
        this.box.className = "live-status";
        this.box.setAttribute("aria-label", "Python on this page");
        this.line = document.createElement("p");
        this.line.setAttribute("role", "status");
        this.acts = document.createElement("div");
        this.box.append(this.line, this.acts);
        document.body.append(this.box);
        this.say("Python is starting.");
    }

    say(words) {
        this.line.textContent = words;
    }

    step(name, sent, total) {
        const mb = (bytes) => Math.round(bytes / 1e6);
        if (name === "fetching") this.say(`Python is starting: ${mb(sent)} of ${mb(total)} MB.`);
        else this.say(WORDS[name] ?? `Python is starting: ${name} is loaded.`);
        this.box.dataset.step = name;
    }

    failed(message, start) {
        this.say("Python could not start, or has ended. The page can still be read, and your code is kept. ");
        const again = document.createElement("button");
        again.type = "button";
        again.textContent = "Start Python again";
        again.onclick = start;
        this.line.append(again);
        this.box.dataset.step = "failed";
        console.warn(message);
    }

    link(textContent, href) {
        this.acts.append(Object.assign(document.createElement("a"), { textContent, href }));
    }

    buttons(list) {
        for (const [textContent, onclick] of list) {
            this.acts.append(Object.assign(document.createElement("button"), { type: "button", textContent, onclick }));
        }
    }
}
