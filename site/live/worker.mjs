// The worker: starts Python as the page begins to load, then runs cells and carries comms.
// Pyodide is the one of JupyterLite beside, its packages come in packs.
import { loadPyodide } from "../lab/static/pyodide/pyodide.mjs";
import { imports, packs } from "./packs.mjs";

const here = new URL("./", import.meta.url).href;
const say = (message, transfer = []) => self.postMessage(message, transfer);
const step = (name, more) => say({ kind: "step", name, ...more });

async function start() {
    const loading = loadPyodide({
        indexURL: new URL("../lab/static/pyodide/", here).href,
        stdLibURL: `${here}python_stdlib.zip`,
        env: { HOME: "/home/pyodide", MPLBACKEND: "module://matplotlib_inline.backend_inline" },
    });
    const unpacked = packs.map(([name]) => unpack(name));
    const pyodide = await loading;
    step("booted");
    for (const pack of unpacked) write(pyodide, await pack);
    for (const [name, code] of imports) {
        pyodide.runPython(code);
        step(name);
    }
    const python = pyodide.pyimport("page_shell");
    const { dark, ratio } = JSON.parse(self.name);
    const post = (text, buffers) =>
        say({ ...JSON.parse(text), buffers }, buffers.map((bytes) => bytes.buffer));
    python.start(post, dark, ratio);
    step("ready");
    watch(pyodide);
    return python;
}

const total = packs.reduce((sum, [, size]) => sum + size, 0);
let sent = 0; // bytes that have come of all packs

async function unpack(name) {
    const response = await fetch(here + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const counted = new TransformStream({
        transform(chunk, controller) {
            sent += chunk.byteLength;
            step("fetching", { sent, total });
            controller.enqueue(chunk);
        },
    });
    const stream = response.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
    const whole = new Uint8Array(await new Response(stream).arrayBuffer());
    const start = 4 + new DataView(whole.buffer).getUint32(0, true);
    const table = JSON.parse(new TextDecoder().decode(whole.subarray(4, start)));
    return { whole, start, table };
}

function write(pyodide, { whole, start, table }) {
    const root = "/lib/python3.14/site-packages";
    const made = new Set();
    for (const [path, size] of table) {
        const full = `${root}/${path}`;
        const folder = full.slice(0, full.lastIndexOf("/"));
        if (!made.has(folder)) {
            pyodide.FS.mkdirTree(folder);
            made.add(folder);
        }
        // A copy, so that the whole block can go once every file has left it.
        pyodide.FS.writeFile(full, whole.slice(start, start + size), { canOwn: true });
        start += size;
    }
}

const failed = (error) => say({ kind: "failed", message: String(error) });
const python = start();
python.catch(failed);

// When Python itself crashes, the cell that ran never ends; Pyodide then refuses every use.
function watch(pyodide) {
    const looking = setInterval(() => {
        try {
            pyodide.FS;
        } catch (error) {
            clearInterval(looking);
            failed(error);
        }
    }, 1000);
}

// One cell at a time; what the reader does to a panel goes before the next cell.
let before = python; // done when the cell before has ended
const pause = () => new Promise((resolve) => setTimeout(resolve));

self.onmessage = async ({ data }) => {
    const { run, receive, complete } = await python;
    if (data.kind === "run") {
        // It fails where Pyodide itself has ended, of too little memory for example.
        before = before.then(() => run(data.cell, data.code)).catch(failed).then(pause);
    } else if (data.kind === "complete") {
        complete(data.id, data.code, data.cursor);
    } else {
        const { buffers = [], ...message } = data;
        receive(JSON.stringify(message), buffers);
    }
};
