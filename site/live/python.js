// Python in its worker: starts it, gives it cells, ends it and starts it again.
const { early } = window.lessonsPython;

export class Python {
    constructor(hear) {
        this.hear = hear;
        this.posted = 0;
        this.take(window.lessonsPython.worker ?? null);
        early.splice(0).forEach(({ data }) => hear(data));
    }

    take(worker) {
        this.worker = worker;
        if (!worker) return;
        worker.onmessage = ({ data }) => this.hear(data);
        worker.onerror = (event) => this.hear({ kind: "failed", message: event.message });
    }

    get started() {
        return this.worker !== null;
    }

    start() {
        if (!this.worker) this.take(window.lessonsPython.start());
    }

    post(message) {
        this.start();
        this.posted = performance.now();
        this.worker.postMessage(message);
    }

    // Milliseconds since Python was asked for something.
    get sinceAsked() {
        return performance.now() - this.posted;
    }

    // There is no interrupt without headers that plain hosts do not send: the worker itself ends.
    stop() {
        this.worker?.terminate();
        this.take(null);
        this.start();
    }
}
