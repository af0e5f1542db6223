// What a cell that the reader ran has to say, shown as a notebook shows it.
import { make } from "../../helpers/live/parts.js";
import { VIEW } from "./manager.js";
import { typeset } from "./typeset.js";

export class Outputs {
    named = new Map(); // display id -> where that display stands
    clearNext = false;
    messages = []; // as Python sent them

    // `manager()` returns the manager of the Python of now.
    constructor(box, manager) {
        this.box = box;
        this.manager = manager;
    }

    hear(message) {
        if (message.kind === "clear") {
            if (message.wait) this.clearNext = true;
            else this.box.replaceChildren();
            return;
        }
        this.messages.push(message);
        if (this.clearNext) {
            this.clearNext = false;
            this.box.replaceChildren();
        }
        if (message.kind === "stream") this.stream(message);
        else if (message.kind === "error") this.put("pre", "errors", message.traceback.join("\n"));
        else this.display(message);
    }

    stream({ name, text }) {
        const last = this.box.lastElementChild;
        if (last?.dataset.stream === name) last.append(text);
        else this.put("pre", name === "stderr" ? "errors" : "said", text).dataset.stream = name;
    }

    display({ data, update, transient }) {
        const id = transient?.display_id;
        const place = update ? this.named.get(id) : this.put("div", "output");
        if (!place) return;
        if (id) this.named.set(id, place);
        place.replaceChildren();
        if (VIEW in data) {
            place.classList.add("live");
            this.manager().show(data, place);
        } else if ("text/html" in data) {
            const card = make("div", { className: "card", innerHTML: data["text/html"] });
            place.append(card);
            typeset(card);
        } else if ("image/svg+xml" in data) place.innerHTML = data["image/svg+xml"];
        else if ("image/png" in data) {
            const src = `data:image/png;base64,${data["image/png"]}`;
            place.append(make("img", { src, alt: data["text/plain"] ?? "A picture that your code has drawn" }));
        } else place.append(make("pre", { className: "value", textContent: data["text/plain"] ?? "" }));
    }

    put(tag, className, textContent = "") {
        const made = make(tag, { className, textContent });
        if (tag === "pre") made.tabIndex = 0; // it may scroll
        this.box.append(made);
        return made;
    }
}
