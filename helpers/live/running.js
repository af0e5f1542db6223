// A run, driven from the page: while the kernel's `running` is true, the page asks for the next
// picture ("tick") when it has shown the last one. So a frame is one short message: a click on
// Pause is served between two of them, nothing piles up behind a busy kernel, and a page that is
// closed, hidden or scrolled out of sight asks for nothing.

// `follow` shows the progress bar above the picture, and returns a function to be called for every
// picture shown.
function follow(model, stage, signal) {
  const bar = make("progress");
  const words = make("span");
  const line = make("div", { className: "sx-progress" }, bar, words);
  stage.before(line);

  let frame = -1; // the picture shown
  let asked = -1; // the picture after which the next was asked for
  let last = performance.now(); // when that was
  let inSight = false;
  let timer = 0;

  function wanted() {
    return model.get("running") && inSight && frame >= 0 && frame !== asked && !signal.aborted;
  }

  function ask() {
    clearTimeout(timer);
    if (!wanted()) return;
    const wait = Math.max(0, model.get("interval") - (performance.now() - last));
    // The frame in which the picture is painted; in a hidden tab there is none until it is seen.
    timer = setTimeout(() => requestAnimationFrame(() => {
      if (!wanted()) return;
      const now = performance.now();
      // The number of the picture answered: a second view of the same panel asks the same
      // question, and the kernel answers it once.
      model.send({ kind: "tick", frame, elapsed: now - last });
      asked = frame;
      last = now;
    }), wait);
  }

  function showProgress() {
    const [done, total, name] = model.get("progress");
    line.hidden = !name;
    if (!name) return;
    bar.max = total;
    bar.value = done;
    words.textContent = `${name} ${done} of ${total}`;
    bar.ariaLabel = `${name}s done`;
    bar.ariaValueText = words.textContent;
  }

  new IntersectionObserver((entries) => {
    const now = entries.at(-1).isIntersecting;
    if (now && !inSight) last = performance.now(); // the time out of sight is not caught up
    inSight = now;
    ask();
  }).observe(stage);
  model.on("change:running", () => {
    // Pause may have overtaken a question, which the kernel then did not answer.
    asked = -1;
    last = performance.now();
    ask();
  });
  showProgress();

  return () => {
    frame = model.get("frame");
    showProgress();
    ask();
  };
}
