// One cell of code: its text, its editor, what it stored, and what it says when it is run here.
import { Outputs } from "./outputs.js";

const STORED = ".stored";

export class Cell {
    constructor(element, index, about, page) {
        Object.assign(this, { element, index, about, page });
        this.code = page.edits.get(about.id) ?? about.code;
        this.turn = 0; // how often it was given to Python
        this.stored = element.querySelector(STORED);
        this.still = [...this.stored.childNodes];
        this.note = document.createElement("span");
        this.note.setAttribute("role", "status");
        // The panel of the front page shows no code.
        const pre = element.querySelector("pre.code");
        if (!pre) return;
        this.fold = element.querySelector("details.program");
        this.place = document.createElement("div");
        this.place.className = "code-place";
        pre.before(this.place);
        this.place.append(pre);
        this.toolbar();
        if (!this.edited) return;
        this.open(false);
        if (!page.edits.didNotEnd(about.id)) return;
        this.held = true;
        this.note.textContent = "This cell did not come to its end the last time. It runs when you run it.";
    }

    get edited() {
        return this.code !== this.about.code;
    }

    toolbar() {
        const bar = document.createElement("div");
        bar.className = "cell-acts";
        const button = (textContent, onclick, label) => {
            const made = Object.assign(document.createElement("button"), { type: "button", textContent, onclick });
            made.setAttribute("aria-label", `${label} code ${this.index + 1}`);
            bar.append(made);
            return made;
        };
        this.runButton = button("Run", () => this.runs(), "Run");
        this.editButton = button("Edit", () => this.open(true), "Edit");
        this.stopButton = button("Stop", () => this.page.stop(), "Stop");
        this.linkButton = button("Copy link", () => this.copyLink(), "Copy link to the panel of");
        this.backButton = button("Original", () => this.original(), "Get the original back of");
        this.place.before(bar);
        // What is said of a folded program has to be seen while it is folded.
        if (this.fold) this.fold.after(this.note);
        else bar.append(this.note);
        this.show();
    }

    show() {
        if (!this.place) return;
        this.stopButton.hidden = !this.busy;
        this.backButton.hidden = !this.edited;
        this.editButton.hidden = Boolean(this.editor);
        this.linkButton.hidden = !this.copyLink;
    }

    say(words) {
        this.note.textContent = words;
    }

    // It shows a panel: `copyLink` makes a link to its present state.
    linked(copyLink) {
        this.copyLink = copyLink;
        this.show();
    }

    async open(focus) {
        if (this.fold) this.fold.open = true;
        const { edit } = await import("./editor.js");
        this.editor ??= edit({
            place: this.place,
            text: this.code,
            label: `Code ${this.index + 1}`,
            run: () => this.runs(),
            changed: (text) => this.keep(text),
            complete: this.page.complete,
        });
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
        this.code = this.about.code;
        this.page.edits.forget(this.about.id);
        this.editor?.set(this.code);
        this.show();
    }

    changedElsewhere() {
        if (this.page.edits.get(this.about.id) === this.code) return;
        this.note.textContent = "Another tab has changed this cell. What you type here replaces that.";
    }

    // The reader runs it: from now on it shows what Python says, and not what is stored.
    runs() {
        this.clear();
        this.page.run(this.index);
    }

    clear() {
        const box = document.createElement("div");
        box.className = "stored outputs";
        this.stored.replaceWith(box);
        this.stored = box;
        this.outputs = new Outputs(box, this.page.manager(), this.page.typeset);
    }

    // Returns the number of this run: what an earlier one still has to say is not shown.
    begins() {
        this.turn += 1;
        this.busy = true;
        this.held = false;
        if (this.edited) this.page.edits.begins(this.about.id);
        this.stale(false);
        this.element.setAttribute("aria-busy", "true");
        // Only what takes longer is worth a word.
        clearTimeout(this.waiting);
        if (!this.fold || this.fold.open)
            this.waiting = setTimeout(() => (this.note.textContent = "running …"), 300);
        this.show();
        return this.turn;
    }

    ends(ok) {
        this.busy = false;
        if (this.edited) this.page.edits.ended(this.about.id);
        clearTimeout(this.waiting);
        this.element.removeAttribute("aria-busy");
        this.element.dataset.ran = ok ? "ok" : "error";
        if (this.note.textContent === "running …") this.note.textContent = "";
        this.show();
    }

    // The reader stopped it, or it never came to its end: it runs when the reader says so.
    stopped() {
        if (this.busy && this.edited) this.held = true;
    }

    stale(is) {
        this.element.classList.toggle("stale", is);
        this.note.textContent = is ? "What this shows is from before your change: run it again." : "";
    }

    // An error in a cell that ran only because a widget needs it.
    unexpected({ ename, evalue }) {
        if (this.about.fails) return; // the lesson shows this error
        this.note.textContent = `${ename}: ${evalue}`;
        console.error(`cell ${this.about.id}: ${ename}: ${evalue}`);
    }

    // A place for a widget that has nothing to show yet; it takes no room.
    host() {
        const host = document.createElement("div");
        host.className = "live waiting";
        this.stored.append(host);
        return host;
    }

    shows(host) {
        host.classList.remove("waiting");
        for (const old of [...this.stored.children]) {
            if (!old.classList.contains("live")) old.remove();
        }
    }

    // Python was started again: the stored picture stands here until the widget is back.
    toStored() {
        this.busy = false;
        this.copyLink = null;
        clearTimeout(this.waiting);
        this.note.textContent = "";
        this.element.removeAttribute("aria-busy");
        delete this.element.dataset.ran;
        if (this.outputs) {
            // What a widget was is gone with Python; words and pictures stay.
            for (const gone of this.stored.querySelectorAll(".live")) gone.remove();
            this.outputs.manager = this.page.manager();
        } else this.stored.replaceChildren(...this.still);
        this.show();
    }
}
