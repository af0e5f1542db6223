// The browser's side of LiveFigure: shows the newest picture, reports pointer, keys and theme.

// Keys that `on_key` hears; every other key keeps its meaning on the page.
const KEYS = new Set([
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown",
  "Enter", " ",
]);
const PATIENCE = 1500; // ms to wait for a picture in the page's theme before showing another

function pageIsDark() {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === "false";
  if (vscodeThemeKind !== undefined) return /dark|contrast$/.test(vscodeThemeKind);
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function render({ model, el, signal }) {
  const img = make("img", { className: "sx-picture", alt: model.get("alt"), draggable: false });
  const hot = make("div", { className: "sx-hot", ariaHidden: "true" });
  const stage = make("div", { className: "sx-stage" }, hot);
  const spoken = { role: "status", ariaLive: "polite", hidden: !model.get("has_text") };
  const text = make("div", { className: "sx-text", ...spoken });
  const formula = make("div", { className: "sx-formula", hidden: !model.get("formula") });
  const error = make("div", { className: "sx-error", role: "alert" });
  const more = { className: "sx-live", ariaLabel: model.get("title") };
  const root = make("figure", more, stage, text, formula, error);
  el.append(root);
  const shownInRun = follow(model, stage, signal);
  stage.style.width = `${model.get("width")}px`;
  stage.style.aspectRatio = `${model.get("width")} / ${model.get("height")}`;

  // --- pictures: the last one stays until the next is loaded, and a picture is decoded in the
  // frame that paints it, so there is no flicker. (Awaiting decode() first shows the same, 10 ms
  // later.) Words and picture change together.
  img.decoding = "sync";
  let shown = -1;
  let reaching = 0;
  let patient = true;
  setTimeout(() => {
    patient = false;
    if (!signal.aborted) show();
  }, PATIENCE);

  function show() {
    const frame = model.get("frame");
    if (frame <= shown) return;
    const [dark] = model.get("drawn_for");
    // A white flash on a dark page: the right picture is on its way.
    if (shown < 0 && dark !== pageIsDark() && patient) return;
    shown = frame;
    const last = img.src;
    img.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    img.alt = model.get("alt");
    if (!img.parentNode) stage.prepend(img); // empty and out of sight it would never be laid out
    URL.revokeObjectURL(last); // it is loaded or given up: its address is not needed
    root.dataset.dark = String(dark);
    root.dataset.frame = String(frame);
    if (text.textContent !== model.get("text")) text.textContent = model.get("text");
    if (formula.innerHTML !== model.get("formula")) {
      formula.innerHTML = model.get("formula");
      clearTimeout(reaching);
      // Not at each move: to ask for a width makes the browser lay out the page.
      reaching = setTimeout(reach, 300, formula);
    }
    formula.hidden = !model.get("formula");
    shownInRun();
  }

  function showError() {
    error.textContent = model.get("error");
    error.hidden = !error.textContent;
  }

  // --- where one can drag: transparent areas, so that touch scrolls the page everywhere else.
  function placeHot() {
    hot.replaceChildren();
    for (const { left, top, width, height, cursor } of model.get("hot")) {
      const area = make("div", { className: "sx-area" });
      hot.append(area);
      Object.assign(area.style, {
        left: `${100 * left}%`, top: `${100 * top}%`,
        width: `${100 * width}%`, height: `${100 * height}%`,
        cursor, touchAction: cursor === "pointer" ? "manipulation" : "none",
      });
    }
  }

  // --- pointer. Moves go through a trait, so ipywidgets holds back all but the newest while the
  // kernel is busy. The end goes as a message: a click must not be lost to the next one.
  let drag = null;

  function report(event, done) {
    if (event.pointerId !== drag?.pointer) return;
    const box = img.getBoundingClientRect();
    const at = (value, low, size) => (size ? (value - low) / size : 0);
    drag.x = at(event.clientX, box.left, box.width);
    drag.y = at(event.clientY, box.top, box.height);
    drag.x0 ??= drag.x;
    drag.y0 ??= drag.y;
    if (done) {
      model.send({ kind: "drag", pointer: drag });
      drag = null;
    } else {
      model.set("pointer", { ...drag });
      model.save_changes();
    }
  }

  hot.addEventListener("pointerdown", (event) => {
    if (drag || event.button !== 0) return;
    // From the clock, so that ids still rise after the page is loaded anew.
    drag = { id: Date.now(), pointer: event.pointerId };
    try { hot.setPointerCapture(event.pointerId); } catch { /* a synthetic event has no pointer */ }
    if (img.tabIndex >= 0) img.focus({ preventScroll: true });
    event.preventDefault();
    report(event, false);
  }, { signal });
  hot.addEventListener("pointermove", (event) => report(event, false), { signal });
  hot.addEventListener("pointerup", (event) => report(event, true), { signal });
  hot.addEventListener("pointercancel", () => {
    drag = null; // the browser took the gesture, to scroll: what was set stays
  }, { signal });

  // --- keys
  if (model.get("keys_help")) {
    img.tabIndex = 0;
    img.title = model.get("keys_help");
    img.addEventListener("keydown", (event) => {
      if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault(); // no scrolling
      event.stopPropagation(); // no shortcut of JupyterLab's
      model.send({ kind: "key", key: (event.shiftKey ? "Shift+" : "") + event.key });
    }, { signal });
  }

  // --- a run: numbers that change many times a second are read out when it stands still.
  function speakOrNot() {
    const running = model.get("running");
    text.setAttribute("aria-live", running ? "off" : "polite");
    // The same words as a new node: that is a change to a screen reader, and none to the eye.
    if (!running) text.replaceChildren(document.createTextNode(text.textContent));
  }

  // --- what the kernel must know of the page
  function tellPage() {
    const ratio = devicePixelRatio * (root.currentCSSZoom ?? 1); // a slide is enlarged (deck.css)
    const pixel_ratio = Math.min(3, Math.max(1, Math.round(ratio * 100) / 100));
    model.set({ dark: pageIsDark(), pixel_ratio });
    model.save_changes();
  }
  function watchRatio() {
    tellPage();
    // A resolution query fires once, when the ratio leaves this value: ask again for the next.
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
      .addEventListener("change", watchRatio, { once: true, signal });
  }
  const themes = new MutationObserver(tellPage);
  themes.observe(document.body, {
    attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind"],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellPage, { signal });

  // --- ipywidgets gives a slider's handle no name and its number no role: the panel does.
  let panel = null;
  const naming = new MutationObserver(() => nameControls(panel));
  const sizes = new ResizeObserver(() => {
    tellPage(); // enlarged or not, the page has another width for it
    if (panel) return;
    panel = el.closest(".sx-panel");
    if (!panel) return;
    keepKeys(panel, "*", signal);
    nameControls(panel);
    naming.observe(panel, { childList: true, subtree: true });
  });
  sizes.observe(root);

  model.on("change:frame", show);
  model.on("change:hot", placeHot);
  model.on("change:error", showError);
  model.on("change:running", speakOrNot);
  showError();
  placeHot();
  watchRatio();
  show();

  return () => {
    for (const observer of [themes, sizes, naming]) observer.disconnect();
    URL.revokeObjectURL(img.src);
  };
}

function nameControls(panel) {
  for (const slider of panel.querySelectorAll(".widget-slider")) {
    const label = slider.querySelector(".widget-label")?.textContent ?? "";
    for (const handle of slider.querySelectorAll(".noUi-handle")) handle.ariaLabel = label;
    const number = slider.querySelector(".widget-readout");
    Object.assign(number ?? {}, { role: "textbox", ariaLabel: `${label}, type a value` });
  }
}

export default { render };
