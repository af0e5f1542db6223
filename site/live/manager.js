// Widgets without JupyterLab: a manager whose comms are messages to the worker.
import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { defined } from "./define.js";
import "anywidget";

const modules = {
    "@jupyter-widgets/base": base,
    "@jupyter-widgets/controls": controls,
    anywidget: defined.anywidget,
};

const bytesOf = (part) => new Uint8Array(part.buffer ?? part, part.byteOffset ?? 0, part.byteLength);

class PageComm {
    constructor(manager, id, target) {
        this.manager = manager;
        this.comm_id = id;
        this.target_name = target;
    }

    send(data, callbacks, metadata = {}, buffers = []) {
        const id = crypto.randomUUID();
        if (callbacks?.iopub?.status) this.manager.waiting.set(id, callbacks.iopub.status);
        const content = { comm_id: this.comm_id, data };
        this.manager.post({ kind: "comm_msg", id, content, metadata, buffers: buffers.map(bytesOf) });
        return id;
    }

    open() {}

    close(data = {}) {
        const id = crypto.randomUUID();
        this.manager.post({ kind: "comm_close", id, content: { comm_id: this.comm_id, data } });
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

    // `typeset(node)` draws the formulas between dollar signs in a node; our widgets ask for it
    // where JupyterLab's manager offers its own.
    constructor(post, typeset) {
        super();
        this.post = post;
        this.rendermime = { latexTypesetter: { typeset } };
    }

    async loadClass(name, module) {
        const found = modules[module]?.[name];
        if (!found) throw new Error(`${module} has no ${name} on this page`);
        return found;
    }

    // What Python says is what the reader's own code has made, here as in every output.
    inline_sanitize(source) {
        return source;
    }

    async _create_comm(target, id) {
        const comm = new PageComm(this, id, target);
        this.comms.set(id, comm);
        return comm;
    }

    async _get_comm_info() {
        return {};
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
            const told = this.waiting.get(parent);
            this.waiting.delete(parent);
            told?.({ content: { execution_state: "idle" } });
        } else if (kind === "comm_open") {
            const comm = new PageComm(this, content.comm_id, content.target_name);
            this.comms.set(content.comm_id, comm);
            this.handle_comm_open(comm, message);
        } else if (kind === "comm_msg") {
            this.comms.get(content.comm_id)?.heard?.(message);
        } else if (kind === "comm_close") {
            this.comms.get(content.comm_id)?.closed?.(message);
            this.comms.delete(content.comm_id);
        }
    }
}
