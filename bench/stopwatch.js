// From a key on a slider's handle to the first frame with a new picture, the same for everyone: an
// <img> in a cell's output that has loaded, or a canvas there on which something was drawn since
// the key, by one of the two calls with which ipympl and the echo draw.
let shown = () => {};
const inOutput = (element) => element.closest?.(".jp-NotebookPanel .jp-Cell-outputWrapper");
document.addEventListener("load", ({ target }) => inOutput(target) && shown(), true);
for (const name of ["drawImage", "fillRect"]) {
  const original = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...args) {
    if (inOutput(this.canvas)) shown();
    return original.apply(this, args);
  };
}

window.stopwatch = (key) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    setTimeout(reject, 5000, new Error(`no new picture within 5 s of the key ${key}`));
    shown = () => requestAnimationFrame(() => resolve(performance.now() - start));
    document
      .querySelector(".jp-NotebookPanel .noUi-handle")
      .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
