// What the kernel takes for Pyodide: the real one, started as soon as this file is read, with the
// Python of the lessons unpacked into it and imported. `loadPyodide` below hands over what is
// already on its way, so Python starts while JupyterLab does.

import { loadPyodide as load } from "./pyodide.mjs";
import { packs, imports } from "./packs.mjs";

const here = new URL("./", import.meta.url).href;
const say = (step) => self.postMessage({ lessons: step });

async function unpack(name) {
    const response = await fetch(here + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
    const whole = new Uint8Array(await new Response(stream).arrayBuffer());
    const start = 4 + new DataView(whole.buffer).getUint32(0, true);
    const table = JSON.parse(new TextDecoder().decode(whole.subarray(4, start)));
    return { whole, start, table };
}

function write(FS, root, { whole, start, table }) {
    const made = new Set();
    for (const [path, size] of table) {
        const full = path.startsWith("/") ? path : `${root}/${path}`;
        const folder = full.slice(0, full.lastIndexOf("/"));
        if (!made.has(folder)) {
            FS.mkdirTree(folder);
            made.add(folder);
        }
        // A copy, so that the whole block can go once every file has left it.
        FS.writeFile(full, whole.slice(start, start + size), { canOwn: true });
        start += size;
    }
}

async function start() {
    const began = performance.now();
    const times = {};
    const note = (step) => {
        times[step] = Math.round(performance.now() - began);
        say({ step, ms: times[step] });
    };
    note("fetching");
    const files = packs.map(unpack);
    const pyodide = await load({
        indexURL: here,
        env: { HOME: "/home/pyodide", MPLBACKEND: "module://matplotlib_inline.backend_inline" },
    });
    note("booted");
    const root = pyodide.runPython("import site; site.getsitepackages()[0]");
    for (const each of files) write(pyodide.FS, root, await each);
    note("unpacked");
    for (const [step, code] of imports) {
        pyodide.runPython(code);
        note(step);
    }
    return pyodide;
}

const started = start();
started.catch((error) => say({ step: "failed", message: String(error) }));

export async function loadPyodide({ stdout, stderr }) {
    const pyodide = await started;
    pyodide.setStdout({ batched: stdout });
    pyodide.setStderr({ batched: stderr });
    return pyodide;
}
