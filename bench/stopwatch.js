// From a key on a slider's handle to the first frame with a new picture, the same for everyone.
//
// The clock starts at the dispatched keydown and is read in a requestAnimationFrame loop. In every
// frame the loop asks: is there a new picture? New is
//   - an <img> in the cell's output that was added or whose src was set since the key (seen by a
//     MutationObserver), and whose bytes are loaded and decoded, or
//   - a canvas in the cell's output on which something was drawn since the key (seen by wrapping
//     the two calls with which ipympl and the echo draw).
window.stopwatch = (() => {
  let drawn = new Set();
  for (const name of ["drawImage", "fillRect"]) {
    const original = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      drawn.add(this.canvas);
      return original.apply(this, args);
    };
  }

  const outputs = () => [...document.querySelectorAll(".jp-NotebookPanel .jp-Cell-outputWrapper")];

  return function move(key) {
    const handle = document.querySelector(".jp-NotebookPanel .noUi-handle");
    const roots = outputs();
    let pictures = new Set();
    const observer = new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        if (target.tagName === "IMG") pictures.add(target);
        for (const node of addedNodes) {
          if (node.tagName === "IMG") pictures.add(node);
          else node.querySelectorAll?.("img").forEach((img) => pictures.add(img));
        }
      }
    });
    for (const root of roots) {
      observer.observe(root, { subtree: true, childList: true, attributeFilter: ["src"] });
    }
    const isThere = () =>
      [...pictures].some((i) => i.isConnected && i.complete && i.naturalWidth > 0) ||
      [...drawn].some((canvas) => roots.some((root) => root.contains(canvas)));

    return new Promise((resolve, reject) => {
      drawn = new Set();
      const start = performance.now();
      function look() {
        const time = performance.now() - start;
        if (isThere()) {
          observer.disconnect();
          resolve(time);
        } else if (time > 5000) {
          observer.disconnect();
          reject(new Error("no new picture within 5 s of the key " + key));
        } else {
          requestAnimationFrame(look);
        }
      }
      handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      requestAnimationFrame(look);
    });
  };
})();
