// What the kernel takes for Pyodide: the real one, started as soon as this file is read, with the
// Python of the lessons unpacked into it and imported. `loadPyodide` below hands over what is
// already on its way, so Python starts while JupyterLab does.

import { boot, fetchPacks, write } from "./python.mjs";
import { imports } from "./packs.mjs";

async function start() {
    const began = performance.now();
    const say = (step, more) =>
        self.postMessage({ lessons: { step, ms: Math.round(performance.now() - began), ...more } });
    say("fetching");
    const files = fetchPacks();
    const [pyodide, again] = await boot();
    say("booted", { again });
    for (const each of files) write(pyodide, await each);
    say("unpacked");
    for (const [step, code] of imports) {
        pyodide.runPython(code);
        say(step);
    }
    return pyodide;
}

const started = start();
started.catch((error) => self.postMessage({ lessons: { step: "failed", message: String(error) } }));

export async function loadPyodide({ stdout, stderr }) {
    const pyodide = await started;
    pyodide.setStdout({ batched: stdout });
    pyodide.setStderr({ batched: stderr });
    return pyodide;
}
