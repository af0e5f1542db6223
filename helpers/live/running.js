// A run, driven from the page: while the kernel's `running` is true, the page asks for the next
// picture ("tick") when it has shown the last one. So a frame is one short message: a click on
// Pause is served between two of them, nothing piles up behind a busy kernel, and a page that is
// closed, hidden or scrolled out of sight asks for nothing.

// `follow` shows the progress bar above the picture, and returns two functions: `shown(frame,
// progress)`, to be called for every picture shown, and `stop()`.
function follow(model, root, stage, signal) {
  const line = document.createElement("div");
  line.className = "sx-progress";
  line.hidden = !model.get("progress").length;
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  line.append(bar, words);
  root.insertBefore(line, stage);

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

  function begin() {
    // Pause may have overtaken a question, which the kernel then did not answer.
    asked = -1;
    last = performance.now();
    ask();
  }

  const sight = new IntersectionObserver((entries) => {
    const now = entries[entries.length - 1].isIntersecting;
    if (now && !inSight) last = performance.now(); // the time out of sight is not caught up
    inSight = now;
    ask();
  });
  sight.observe(stage);
  model.on("change:running", begin);

  return {
    shown(number, progress) {
      frame = number;
      const [done, total, name] = progress;
      line.hidden = !progress.length;
      if (progress.length) {
        bar.max = total;
        bar.value = done;
        words.textContent = `${name} ${done} of ${total}`;
        bar.setAttribute("aria-label", `${name}s done`);
        bar.setAttribute("aria-valuetext", words.textContent);
      }
      ask();
    },
    stop() {
      clearTimeout(timer);
      sight.disconnect();
      model.off("change:running", begin);
    },
  };
}
