// The worker: starts Python as the page begins to load, then runs cells and carries comms.
import { boot, fetchPacks, write } from "./python.mjs";
import { imports } from "./packs.mjs";

const say = (message, transfer = []) => self.postMessage(message, transfer);

async function start() {
    const packs = fetchPacks((sent, total) => say({ kind: "step", name: "fetching", sent, total }));
    const shell = fetch(new URL("page_shell.py", import.meta.url)).then((answer) => answer.text());
    const [pyodide, again] = await boot();
    say({ kind: "step", name: "booted", again });
    for (const pack of packs) write(pyodide, await pack);
    pyodide.FS.writeFile("/lib/python3.14/site-packages/page_shell.py", await shell);
    for (const [name, code] of imports) {
        pyodide.runPython(code);
        say({ kind: "step", name });
    }
    const python = pyodide.pyimport("page_shell");
    const { dark, ratio } = JSON.parse(self.name);
    python.start(
        (text, buffers) => say({ ...JSON.parse(text), buffers }, buffers.map((bytes) => bytes.buffer)),
        dark,
        ratio,
    );
    say({ kind: "step", name: "ready" });
    return python;
}

const python = start();
python.catch((error) => say({ kind: "failed", message: String(error) }));

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
        say({ kind: "failed", message: String(error) });
    }
    turn.port2.postMessage(0);
}
