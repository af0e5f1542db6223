// Python in its worker. It starts before anything else, unless the reader saves data: then it waits
// for a sign.
window.lessonsPython = {
    base: document.currentScript.dataset.base, // from this page to the root of the site
    posted: 0, // when Python was last asked for something
    early: [], // what it said before the page listens: main.js puts its own `hear` here
    hear(message) {
        this.early.push(message);
    },
    start() {
        // Pictures are drawn for this page from the first on.
        const dark = matchMedia("(prefers-color-scheme: dark)").matches;
        const ratio = Math.min(3, Math.max(1, Math.round(devicePixelRatio * 100) / 100));
        const name = JSON.stringify({ dark, ratio });
        this.worker = new Worker(`${this.base}live/worker.mjs`, { type: "module", name });
        this.worker.onmessage = ({ data }) => this.hear(data);
        this.worker.onerror = ({ message }) => this.hear({ kind: "failed", message });
    },
    post(message) {
        if (!this.worker) this.start();
        this.posted = performance.now();
        this.worker.postMessage(message);
    },
    // There is no interrupt without headers that plain hosts do not send: the worker itself ends.
    restart() {
        this.worker?.terminate();
        this.start();
    },
};
if (!navigator.connection?.saveData) window.lessonsPython.start();
