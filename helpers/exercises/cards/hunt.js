// One listing: a list box of numbered lines. Click a line, or walk with the arrow keys and press
// Enter. The state is in the traits; this file only shows it and sends back what the reader does.

function render({ model, el, signal, experimental }) {
  const id = `sl-hunt-${Math.random().toString(36).slice(2)}`;
  const count = model.get("lines").length;
  let active = model.get("current") || 1; // the line that the keys are at

  const ask = make("strong", { textContent: "Which line is wrong? " });
  const heading = make("p", { className: "sl-ask", id: `${id}-ask` }, ask, model.get("title"));
  const list = make("div", { className: "sl-listing", role: "listbox", tabIndex: 0 });
  list.setAttribute("aria-labelledby", heading.id);
  list.setAttribute("data-lm-suppress-shortcuts", "true");

  const rows = [];
  for (const [index, html] of model.get("lines").entries()) {
    const n = index + 1;
    const code = make("code", { innerHTML: html || " " });
    const mended = make("code", { className: "sl-mended" });
    const row = make(
      "div",
      { className: "sl-line", id: `${id}-${n}`, role: "option", title: "Is it this line?" },
      make("span", { className: "sl-mark", ariaHidden: "true" }),
      make("span", { className: "sl-number", textContent: n }),
      " ",
      make("span", { className: "sl-code" }, code, mended),
    );
    row.addEventListener("click", () => {
      walkTo(n);
      pick(n);
    });
    rows.push(row);
    list.append(row);
  }

  const pick = (line) => model.send({ do: "pick", line });
  function walkTo(line) {
    active = Math.min(Math.max(line, 1), count);
    rows.forEach((row, index) => row.classList.toggle("sl-active", index + 1 === active));
    list.setAttribute("aria-activedescendant", rows[active - 1].id);
  }
  const steps = {
    ArrowDown: () => walkTo(active + 1),
    ArrowUp: () => walkTo(active - 1),
    Home: () => walkTo(1),
    End: () => walkTo(count),
    Enter: () => pick(active),
    " ": () => pick(active),
  };
  list.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // no scrolling
    event.stopPropagation(); // no shortcut of JupyterLab's
    step();
  });

  const reply = make("div", { className: "sl-reply", role: "status" });
  const hint = make("div", { className: "sl-hint", role: "status" });
  const story = make("div", { className: "sl-story" });
  const problem = make("p", { className: "sl-problem", role: "alert" });
  const order = (text, what, title) => button(text, () => model.send({ do: what }), { title });
  const hintButton = order("Hint", "hint", "Say where to look");
  const giveUpButton = order("Show me", "give up", "Give up, and see the line and its story");
  const clearButton = order("Clear", "clear", "Forget the picks and hide the answer");
  const buttons = make("div", { className: "sl-buttons" }, hintButton, giveUpButton, clearButton);
  const help = make("p", {
    className: "sl-help",
    textContent: "Click the line, or press Tab, walk with the arrow keys, and press Enter.",
  });
  const parts = [heading, list, help, reply, hint, buttons, problem, story];
  const card = make("div", { className: "sl-hunt" }, ...parts);
  keepKeys(card, MINE);

  function showLines() {
    const [picked, found] = [model.get("picked"), model.get("found")];
    const mended = new Map(model.get("changes"));
    rows.forEach((row, index) => {
      const n = index + 1;
      const [right, wrong] = [found.includes(n), picked.includes(n)];
      row.classList.toggle("sl-found", right);
      row.classList.toggle("sl-refused", wrong);
      row.ariaSelected = n === model.get("current");
      row.querySelector(".sl-mark").textContent = right ? "✓" : wrong ? "✗" : "";
      const after = row.querySelector(".sl-mended");
      after.hidden = !mended.has(n);
      after.innerHTML = mended.get(n) ?? "";
      const said = right ? "this is it" : wrong ? "not this one" : "";
      const text = row.querySelector("code").textContent.trim() || "empty";
      // What is seen, the number and the code, stands in the name in one piece, but for words in
      // parentheses: they do not count (WCAG 2.5.3).
      row.ariaLabel = mended.has(n)
        ? `Line ${n} ${text} (${said}; mended:) ${after.textContent.trim()}`
        : `Line ${n} ${text}${said && `, ${said}`}`;
    });
  }
  function showAll() {
    const focused = buttons.contains(document.activeElement);
    const solved = model.get("solved");
    showLines();
    show(model, reply, model.get("reply"));
    show(model, hint, model.get("hint"));
    const waiting = solved ? "<p>Running both programs …</p>" : "";
    show(model, story, model.get("story") || waiting);
    story.hidden = !solved;
    const began = model.get("current") > 0 || model.get("hint") !== "";
    hintButton.hidden = solved || model.get("hint") !== "";
    giveUpButton.hidden = solved;
    clearButton.hidden = !began;
    help.hidden = began;
    problem.textContent = model.get("problem");
    // The button that had the focus may be gone: go on where the reader can.
    if (focused && document.activeElement.offsetParent === null) list.focus();
  }

  model.on("change", showAll);
  walkTo(active);
  showAll();
  el.append(card);
  keepInBrowser({ model, signal, experimental });
}

export default { render };
