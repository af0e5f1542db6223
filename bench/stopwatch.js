// From a key on a slider's handle to a new picture, the same for everyone: an <img> in the same
// output that has loaded, or a canvas there on which something was drawn since the key, by one of
// the two calls with which ipympl and the echo draw. With `frame`, to the frame that shows it.
let shown = () => {};
document.addEventListener("load", ({ target }) => shown(target), true);
for (const name of ["drawImage", "fillRect"]) {
  const original = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...args) {
    if (this.canvas.isConnected) shown(this.canvas);
    return original.apply(this, args);
  };
}

window.stopwatch = ([handle, key, frame]) =>
  new Promise((resolve, reject) => {
    const output = handle.closest(".live, .jp-Cell-outputWrapper");
    const start = performance.now();
    const stop = () => resolve(performance.now() - start);
    setTimeout(reject, 5000, new Error(`no new picture within 5 s of the key ${key}`));
    shown = (element) => {
      if (output.contains(element)) frame ? requestAnimationFrame(stop) : stop();
    };
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
