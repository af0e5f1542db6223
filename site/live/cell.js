// One cell of code: its text, its editor, what it stored, and what it says when it is run here.
import { button, make } from "../../helpers/live/parts.js";
import { VIEW } from "./manager.js";
import { Outputs } from "./outputs.js";

export class Cell {
    constructor(element, index, about, page) {
        Object.assign(this, { element, index, about, page });
        this.code = page.edits.get(about.id) ?? about.code;
        this.turn = 0; // how often this Python was given it
        this.stored = element.querySelector(".stored");
        this.still = [...this.stored.childNodes];
        this.note = make("span", { role: "status" });
        // The panel of the front page shows no code.
        this.pre = element.querySelector("pre.code");
        if (!this.pre) return;
        this.fold = element.querySelector("details.program");
        this.toolbar();
        if (!this.edited) return;
        this.open(false);
        if (!page.edits.didNotEnd(about.id)) return;
        this.held = true;
        this.say("This cell did not come to its end the last time. It runs when you run it.");
    }

    get edited() {
        return this.code !== this.about.code;
    }

    toolbar() {
        const act = (text, onclick, label = text) =>
            button(text, onclick, { ariaLabel: `${label} code ${this.index + 1}` });
        this.editButton = act("Edit", () => this.open(true));
        this.stopButton = act("Stop", () => this.page.stop());
        this.linkButton = act("Copy link", () => this.copyLink(), "Copy link to the panel of");
        this.backButton = act("Original", () => this.original(), "Get the original back of");
        const bar = make("div", { className: "cell-acts" }, act("Run", () => this.runs()));
        bar.append(this.editButton, this.stopButton, this.linkButton, this.backButton);
        this.pre.before(bar);
        // What is said of a folded program has to be seen while it is folded.
        if (this.fold) this.fold.after(this.note);
        else bar.append(this.note);
        this.show();
    }

    show() {
        if (!this.pre) return;
        this.stopButton.hidden = !this.busy;
        this.backButton.hidden = !this.edited;
        this.editButton.hidden = Boolean(this.editor);
        this.linkButton.hidden = !this.figure;
    }

    say(words) {
        this.note.textContent = words;
    }

    // A link to its panel in the present state: read/01_....html?z1=1.5&z2=2&z3=3#bars. Values are
    // texts that Python reads and checks; nothing in a link is run.
    async copyLink() {
        const link = new URL(location.href);
        link.search = new URLSearchParams(this.figure.get("state")).toString();
        link.hash = this.about.id;
        try {
            await navigator.clipboard.writeText(link.href);
            this.say("The link is copied. It opens this panel as it is now.");
        } catch {
            prompt("A link to this panel as it is now:", link.href); // the clipboard is refused
        }
    }

    async open(focus) {
        if (this.fold) this.fold.open = true;
        const { edit } = await import("./editor.js");
        this.editor ??= edit(this);
        this.show();
        if (focus) this.editor.focus();
    }

    keep(text) {
        this.code = text;
        if (!this.edited) this.page.edits.forget(this.about.id);
        else if (!this.page.edits.keep(this.about.id, text))
            this.page.say("This browser keeps no edits (full, or a private window). Download the notebook before you leave.");
        this.show();
    }

    original() {
        this.keep(this.about.code);
        const to = this.editor?.state.doc.length;
        this.editor?.dispatch({ changes: { from: 0, to, insert: this.code } });
    }

    changedElsewhere() {
        if (this.page.edits.get(this.about.id) === this.code) return;
        this.say("Another tab has changed this cell. What you type here replaces that.");
    }

    // The reader runs it: from now on it shows what Python says, and not what is stored.
    runs() {
        this.clear();
        this.page.run(this.index);
    }

    clear() {
        const box = make("div", { className: "stored outputs" });
        this.stored.replaceWith(box);
        this.stored = box;
        this.figure = null; // the link is to the panel that stood here
        this.outputs = new Outputs(box, this.page.manager);
    }

    // Returns the number of this run: what an earlier one still has to say is not shown.
    begins() {
        this.turn += 1;
        this.busy = true;
        this.held = false;
        if (this.edited) this.page.edits.begins(this.about.id);
        this.stale(false);
        this.element.ariaBusy = "true";
        // Only what takes longer is worth a word.
        clearTimeout(this.waiting);
        if (!this.fold || this.fold.open) this.waiting = setTimeout(() => this.say("running …"), 300);
        this.show();
        return this.turn;
    }

    rests() {
        this.busy = false;
        clearTimeout(this.waiting);
        this.element.ariaBusy = null;
        if (this.note.textContent === "running …") this.say("");
        this.show();
    }

    hear(message) {
        if (message.kind === "done") {
            if (this.edited) this.page.edits.ended(this.about.id);
            this.element.dataset.ran = message.ok ? "ok" : "error";
            this.rests();
        } else if (this.outputs) this.outputs.hear(message);
        // What else it says the page shows already.
        else if (message.data && VIEW in message.data) this.comesAlive(message.data);
        else if (message.kind === "error" && !this.about.fails) {
            // It ran only because a widget needs it, and the lesson does not show this error.
            const words = `${message.ename}: ${message.evalue}`;
            this.say(words);
            console.error(`cell ${this.about.id}: ${words}`);
        }
    }

    stale(is) {
        this.element.classList.toggle("stale", is);
        this.say(is ? "What this shows is from before your change: run it again." : "");
    }

    // Replaces the stored picture or card when the live one has something to show. Until then it
    // takes no room.
    async comesAlive(data) {
        const host = make("div", { className: "live waiting" });
        this.stored.append(host);
        const model = await this.page.manager().show(data, host);
        while (host.isConnected && !hasSomethingToShow(host)) await new Promise(requestAnimationFrame);
        if (!host.isConnected) return; // Python was started again, or the reader ran the cell
        host.classList.remove("waiting");
        for (const old of this.stored.querySelectorAll(":scope > :not(.live)")) old.remove();
        this.figure = figureIn(model);
        this.show();
        if (this.figure) this.page.follow(this);
    }

    // Python is started again: the stored picture stands here until the widget is back. What the
    // reader stopped, or never came to its end, runs when the reader says so.
    toStored() {
        if (this.busy && this.edited) this.held = true;
        this.turn = 0;
        this.figure = null;
        this.rests();
        this.say("");
        delete this.element.dataset.ran;
        // What a widget was is gone with Python; words and pictures stay.
        if (!this.outputs) this.stored.replaceChildren(...this.still);
        else for (const gone of this.stored.querySelectorAll(".live")) gone.remove();
    }
}

// Boxes and anywidgets fill themselves a little later, and a picture has to be loaded.
function hasSomethingToShow(host) {
    const pictures = [...host.querySelectorAll("img.sx-picture")];
    if (pictures.length) return pictures.every((img) => img.src && img.complete);
    return host.querySelector(".sl-predict, .sl-hunt, .sl-keep");
}

// The model of its picture, if a widget is a panel.
function figureIn(model) {
    return (model.get("children") ?? []).find((child) => child.get("frame") !== undefined);
}
