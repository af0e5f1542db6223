// What a cell that the reader ran has to say, shown as a notebook shows it.
import { Widget } from "@lumino/widgets";

export const OUTPUTS = new Set(["stream", "error", "display", "result", "clear"]);
export const VIEW = "application/vnd.jupyter.widget-view+json";

export class Outputs {
    constructor(box, manager, typeset) {
        this.box = box;
        this.manager = manager;
        this.typeset = typeset;
        this.named = new Map(); // display id -> where that display stands
        this.clearNext = false;
        this.messages = []; // as Python sent them
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
        if (update) {
            const place = this.named.get(id);
            if (place) this.fill(place, data);
            return;
        }
        const place = this.put("div", "output");
        if (id) this.named.set(id, place);
        this.fill(place, data);
    }

    async fill(place, data) {
        if (VIEW in data) {
            place.classList.add("live");
            const model = await this.manager.get_model(data[VIEW].model_id);
            const view = await this.manager.create_view(model);
            place.replaceChildren();
            Widget.attach(view.luminoWidget, place);
        } else if ("text/html" in data) {
            const card = document.createElement("div");
            card.className = "card";
            card.innerHTML = data["text/html"];
            place.replaceChildren(card);
            this.typeset(card);
        } else if ("image/svg+xml" in data) place.innerHTML = data["image/svg+xml"];
        else if ("image/png" in data) {
            const img = new Image();
            img.src = `data:image/png;base64,${data["image/png"]}`;
            img.alt = data["text/plain"] ?? "A picture that your code has drawn";
            place.replaceChildren(img);
        } else {
            const pre = document.createElement("pre");
            pre.className = "value";
            pre.textContent = data["text/plain"] ?? "";
            place.replaceChildren(pre);
        }
    }

    put(tag, className, textContent = "") {
        const made = Object.assign(document.createElement(tag), { className, textContent });
        if (tag === "pre") made.tabIndex = 0; // it may scroll
        this.box.append(made);
        return made;
    }
}
