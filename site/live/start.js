// Python starts before anything else, unless the reader saves data: then it waits for a sign.
window.lessonsPython = {
    early: [],
    base: document.currentScript.dataset.base, // from this page to the root of the site
    start() {
        // Pictures are drawn for this page from the first on.
        const dark = matchMedia("(prefers-color-scheme: dark)").matches;
        const ratio = Math.min(3, Math.max(1, Math.round(devicePixelRatio * 100) / 100));
        const name = JSON.stringify({ dark, ratio });
        this.worker = new Worker(`${this.base}live/worker.mjs`, { type: "module", name });
        this.worker.onmessage = (event) => this.early.push(event);
        this.worker.onerror = ({ message }) =>
            this.early.push({ data: { kind: "failed", message: String(message) } });
        return this.worker;
    },
};
if (!navigator.connection?.saveData) window.lessonsPython.start();
