// Runs before JupyterLab: starts Python at once, beside it, and tells how far both have come.
// A plain script, no module: it must have run before anything else asks for a worker.
(() => {
    const root = new URL("..", location.href.replace(/[?#].*$/, ""));
    const kernel = new URL("{{kernel}}", root);
    const Worker = window.Worker;
    const steps = {{steps}};

    // The kernel asks for this very worker a few seconds later, and gets the one that has been
    // busy since. A second kernel, or one that is started again, gets a new one.
    const first = new Worker(new URL("static/pyodide/worker.mjs", root), { type: "module" });
    let early = first;
    window.Worker = class extends Worker {
        constructor(url, options) {
            if (early && String(url) === kernel.href) {
                early = null;
                return first;
            }
            super(url, options);
        }
    };

    // JupyterLite throws out a service worker of another version of itself; ours is its own.
    const serving = navigator.serviceWorker?.controller;
    try {
        if (serving) localStorage.setItem(`${serving.scriptURL}-version`, "{{version}}");
    } catch {
        // Storage is forbidden here: JupyterLite registers the service worker once more.
    }

    const seconds = () => Math.round(performance.now() / 1000);
    const times = (window.lessonsTimes = {});
    let box, line, bar, run;

    function show() {
        box = document.createElement("section");
        box.id = "lessons-start";
        box.setAttribute("aria-label", "Start of Python");
        box.innerHTML =
            '<p role="status"></p><progress max="' + steps.length + '" value="0"></progress>' +
            "<button hidden>Run all cells</button><button>Hide</button>";
        [line, bar] = box.children;
        bar.setAttribute("aria-label", "Steps done");
        run = box.querySelector("button");
        run.onclick = () => {
            window.jupyterapp?.commands.execute("notebook:run-all-cells");
            box.hidden = true;
        };
        box.lastChild.onclick = () => (box.hidden = true);
        document.body.append(box);
        tell("fetching");
    }

    const words = {
        fetching: serving
            ? "Python starts in this browser."
            : "Python starts in this browser. The first time, {{megabytes}} MB are fetched.",
        booted: "Python runs. Its packages are next.",
        failed: "Python could not start. Reload the page; if that does not help, use another browser.",
    };

    function tell(step, detail) {
        if (!box) return;
        const index = steps.indexOf(step);
        if (index >= 0) bar.value = index;
        const said = words[step] ?? `Python runs. Packages: ${step} loaded.`;
        line.textContent = detail ? `${said} (${detail})` : said;
    }

    first.addEventListener("message", ({ data }) => {
        if (!data?.lessons) return;
        const { step, ms, message } = data.lessons;
        times[step] = [ms, Math.round(performance.now())];
        if (step === "booted") window.lessonsAgain = data.lessons.again;
        tell(step, message);
        if (step === steps.at(-1)) finish();
    });

    async function finish() {
        const began = Date.now();
        while (!notebook()?.sessionContext?.session?.kernel && Date.now() - began < 60000)
            await new Promise((resolve) => setTimeout(resolve, 100));
        bar.hidden = true;
        line.textContent = `Python is ready, after ${seconds()} seconds. Nothing runs anywhere but here.`;
        run.hidden = !notebook();
        setTimeout(() => (box.hidden = true), 15000);
        await navigator.serviceWorker?.ready;
        navigator.serviceWorker?.addEventListener("message", ({ data }) => {
            if (data?.lessons === "kept") document.documentElement.dataset.lessonsKept = data.missing;
        });
        const keep = () => navigator.serviceWorker?.controller?.postMessage({ lessons: "keep" });
        // After what the reader does first: the network and both cores are theirs.
        const quiet = () => notebook()?.sessionContext.session?.kernel?.status !== "busy";
        const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        do await pause(3000);
        while (!quiet());
        keep();
        if (!("caches" in window)) return;
        do await pause(3000);
        while (!quiet());
        const image = new Worker(new URL("static/pyodide/image.mjs", root), { type: "module" });
        image.onmessage = ({ data }) => {
            document.documentElement.dataset.lessonsImage = data.lessons;
            if (data.message) console.warn(data.message);
            image.terminate();
        };
    }

    const notebook = () => {
        const widget = window.jupyterapp?.shell.currentWidget;
        return widget?.content?.model?.cells ? widget : null;
    };

    // JupyterLab draws its toolbar as soon as a notebook is there; the buttons in it are ours.
    const waiting = setInterval(() => {
        if (!window.jupyterapp) return;
        clearInterval(waiting);
        addCommands(window.jupyterapp);
        saveStills(window.jupyterapp.serviceManager.contents);
    }, 50);

    // A widget lives as long as its kernel. What is saved shows its picture and its words: a reader
    // who comes back would find an error in their place.
    const WIDGET = "application/vnd.jupyter.widget-view+json";

    function stills(content) {
        for (const { outputs } of content.cells)
            for (const { data } of outputs ?? [])
                if (data && WIDGET in data && Object.keys(data).length > 1) delete data[WIDGET];
        return content;
    }

    function saveStills(contents) {
        const save = contents.save.bind(contents);
        contents.save = (path, options) => {
            if (options?.type !== "notebook" || !options.content) return save(path, options);
            return save(path, { ...options, content: stills(structuredClone(options.content)) });
        };
    }

    function addCommands({ commands, serviceManager: { contents } }) {
        commands.addCommand("lessons:original", {
            label: "Get the original back",
            caption: "Throw away your version of this lesson and show the original",
            isEnabled: () => Boolean(notebook()),
            execute: async () => {
                const { context } = notebook();
                const path = context.path;
                const original = new URL(`files/${path}`, root);
                const response = await fetch(original);
                if (!response.ok) return alert(`${path} is your own notebook: it has no original.`);
                if (!confirm("Replace your version of this lesson by the original?\nYour changes in it will be gone.")) return;
                const content = await response.json();
                // First of all: whoever closes the tab from here on finds the original.
                await contents.delete(path).catch(() => {});
                context.model.fromJSON(content);
                await context.save();
                // Without a version of the reader's own, mended lessons reach the reader again.
                await contents.delete(path).catch(() => {});
            },
        });
        commands.addCommand("lessons:download", {
            label: "Download my version",
            caption: "Save this lesson, with your changes and results, as a file",
            isEnabled: () => Boolean(notebook()),
            execute: () => {
                const { context } = notebook();
                const text = JSON.stringify(stills(structuredClone(context.model.toJSON())), null, 1);
                const link = document.createElement("a");
                link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
                link.download = context.path.split("/").pop();
                link.click();
                setTimeout(() => URL.revokeObjectURL(link.href), 10000);
            },
        });
        for (const id of ["lessons:original", "lessons:download"]) commands.notifyCommandChanged(id);
    }

    // A tab may be closed within the seconds between two savings.
    document.addEventListener("visibilitychange", () => {
        if (document.hidden && notebook()?.context.model.dirty) notebook().context.save();
    });

    if (document.body) show();
    else document.addEventListener("DOMContentLoaded", show);
})();
