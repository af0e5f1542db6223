// Widgets without JupyterLab: a manager whose comms are messages to the worker.
import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget } from "@lumino/widgets";
import { defined } from "./define.js";
import { typeset } from "./typeset.js";
import "anywidget";

export const VIEW = "application/vnd.jupyter.widget-view+json";
const modules = {
    "@jupyter-widgets/base": base,
    "@jupyter-widgets/controls": controls,
    anywidget: defined.anywidget,
};

const bytesOf = (part) => new Uint8Array(part.buffer ?? part, part.byteOffset ?? 0, part.byteLength);

class PageComm {
    constructor(manager, id) {
        this.manager = manager;
        this.comm_id = id;
        manager.comms.set(id, this);
    }

    send(data, callbacks, metadata = {}, buffers = []) {
        const id = this.post("comm_msg", { data, metadata, buffers: buffers.map(bytesOf) });
        if (callbacks?.iopub?.status) this.manager.waiting.set(id, callbacks.iopub.status);
        return id;
    }

    close(data = {}) {
        return this.post("comm_close", { data });
    }

    post(kind, { data, ...more }) {
        const id = crypto.randomUUID();
        window.lessonsPython.post({ kind, id, content: { comm_id: this.comm_id, data }, ...more });
        return id;
    }

    on_msg(callback) {
        this.heard = callback;
    }

    on_close(callback) {
        this.closed = callback;
    }
}

export class Manager extends ManagerBase {
    comms = new Map();
    waiting = new Map(); // id of a message -> what is told that Python has dealt with it
    // Our widgets ask for it where JupyterLab's manager offers its own.
    rendermime = { latexTypesetter: { typeset } };

    async loadClass(name, module) {
        const found = modules[module]?.[name];
        if (!found) throw new Error(`${module} has no ${name} on this page`);
        return found;
    }

    // What Python says is what the reader's own code has made, here as in every output.
    inline_sanitize(source) {
        return source;
    }

    // Shows a widget in a place, unless that has left the page meanwhile; returns its model.
    async show(data, place) {
        const model = await this.get_model(data[VIEW].model_id);
        const view = await this.create_view(model);
        if (place.isConnected) Widget.attach(view.luminoWidget, place);
        return model;
    }

    // What Python says of its comms.
    hear({ kind, content, metadata, buffers, parent }) {
        const message = {
            content,
            metadata,
            parent_header: { msg_id: parent },
            buffers: (buffers ?? []).map((b) => new DataView(b.buffer, b.byteOffset, b.byteLength)),
        };
        if (kind === "idle") {
            this.waiting.get(parent)?.({ content: { execution_state: "idle" } });
            this.waiting.delete(parent);
        } else if (kind === "comm_open") {
            this.handle_comm_open(new PageComm(this, content.comm_id), message);
        } else if (kind === "comm_msg") {
            this.comms.get(content.comm_id)?.heard?.(message);
        } else if (kind === "comm_close") {
            this.comms.get(content.comm_id)?.closed?.(message);
            this.comms.delete(content.comm_id);
        }
    }
}
