// A worker that works once, behind the first visit: it starts Python a second time, imports what
// is plain Python, and keeps an image of the memory. Every later start puts the image back
// instead, in a tenth of the time. Compiled modules cannot be in it; they are imported each time.

import { bootForImage, fetchPacks, hasImage, keepImage, write } from "./python.mjs";
import { plain } from "./packs.mjs";

async function make() {
    if (await hasImage()) return;
    const [first] = fetchPacks();
    const pyodide = await bootForImage();
    write(pyodide, await first);
    pyodide.runPython(plain);
    await keepImage(pyodide.makeMemorySnapshot());
}

make().then(
    () => self.postMessage({ lessons: "image" }),
    (error) => self.postMessage({ lessons: "no image", message: String(error) }),
);
