// What both ways to start Python have in common: the packs, and where the image of a started
// Python is kept. Pyodide itself is the one of JupyterLite beside.

import { loadPyodide as load } from "../lab/static/pyodide/pyodide.mjs";
import createPyodideModule from "../lab/static/pyodide/pyodide.asm.mjs";
import { packs, version } from "./packs.mjs";

const here = new URL("./", import.meta.url).href;
const CACHE = "softmax-lessons-python";
const KEY = `${here}image?${version}`;
const options = {
    indexURL: new URL("../lab/static/pyodide/", here).href,
    lockFileURL: `${here}pyodide-lock.json`,
    env: { HOME: "/home/pyodide", MPLBACKEND: "module://matplotlib_inline.backend_inline" },
};

// `progress(sent, total)` is told the bytes that have come of all packs.
export function fetchPacks(progress = () => {}) {
    const total = packs.reduce((sum, [, size]) => sum + size, 0);
    let sent = 0;
    return packs.map(([name]) =>
        unpack(name, (bytes) => progress((sent += bytes), total)));
}

async function unpack(name, came) {
    const response = await fetch(here + name);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const counted = new TransformStream({
        transform(chunk, controller) {
            came(chunk.byteLength);
            controller.enqueue(chunk);
        },
    });
    const stream = response.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
    const whole = new Uint8Array(await new Response(stream).arrayBuffer());
    const start = 4 + new DataView(whole.buffer).getUint32(0, true);
    const table = JSON.parse(new TextDecoder().decode(whole.subarray(4, start)));
    return { whole, start, table };
}

export function write(pyodide, { whole, start, table }) {
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

export const bootForImage = () => load({ ...options, _makeSnapshot: true });

// Storage may be forbidden, full, or not offered at all (a page without https): then every start
// is a first one.
export async function boot() {
    const image = await keptImage().catch(() => null);
    if (image) {
        try {
            return [await bootFrom(image), true];
        } catch (error) {
            console.warn("Python's image could not be used; it is made anew.", error);
            await caches.delete(CACHE);
        }
    }
    return [await load(options), false];
}

async function bootFrom(image) {
    const pyodide = await load({
        ...options,
        _loadSnapshot: image,
        createPyodideModule: async (settings) => {
            const module = await createPyodideModule(settings);
            module.growMemory(image.length); // the image has to fit before it is put back
            return module;
        },
    });
    // The image holds the random numbers that were next when it was made.
    pyodide.runPython("import sys, random; random.seed(); sys.path[:] = dict.fromkeys(sys.path)");
    return pyodide;
}

async function keptImage() {
    const response = await (await caches.open(CACHE)).match(KEY);
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
}

export const hasImage = async () => Boolean(await (await caches.open(CACHE)).match(KEY));

export async function keepImage(image) {
    const cache = await caches.open(CACHE);
    for (const old of await cache.keys()) await cache.delete(old);
    await cache.put(KEY, new Response(image));
}
