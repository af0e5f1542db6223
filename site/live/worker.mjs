// The worker: starts Python as the page begins to load, then runs cells and carries comms.
import { startPython } from "./python.mjs";

const say = (message, transfer = []) => self.postMessage(message, transfer);
const step = (name, more) => say({ kind: "step", name, ...more });

async function start() {
    const shell = fetch(new URL("page_shell.py", import.meta.url)).then((answer) => answer.text());
    const pyodide = await startPython(step);
    pyodide.FS.writeFile("/lib/python3.14/site-packages/page_shell.py", await shell);
    const python = pyodide.pyimport("page_shell");
    const { dark, ratio } = JSON.parse(self.name);
    python.start(
        (text, buffers) => say({ ...JSON.parse(text), buffers }, buffers.map((bytes) => bytes.buffer)),
        dark,
        ratio,
    );
    step("ready");
    watch(pyodide);
    return python;
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
const cells = [];
let busy = false;

self.onmessage = async ({ data }) => {
    const { receive, complete } = await python;
    if (data.kind === "run") {
        cells.push(data);
        next();
    } else if (data.kind === "complete") {
        complete(data.id, data.code, data.cursor);
    } else {
        const { buffers = [], ...message } = data;
        receive(JSON.stringify(message), buffers);
    }
};

const turn = new MessageChannel();
turn.port1.onmessage = () => {
    busy = false;
    next();
};

async function next() {
    if (busy || !cells.length) return;
    busy = true;
    const { cell, code } = cells.shift();
    try {
        await (await python).run(cell, code);
    } catch (error) {
        // Pyodide itself has ended, of too little memory for example.
        failed(error);
    }
    turn.port2.postMessage(0);
}
