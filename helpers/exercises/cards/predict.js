// One question: a real fieldset, a commit button, and the reveal.
// The state is in the traits; this file only shows it and sends back what the reader does.

// The room's count for one option, by typing or by one more for each hand. The style shows it on a
// slide only. Nothing of it is kept.
function handsFor(option) {
  const count = make("input", { type: "number", min: 0, ariaLabel: `Hands for ${option}` });
  const add = () => (count.value = Number(count.value) + 1);
  const more = button("+1", add, { ariaLabel: `One more hand for ${option}` });
  const share = make("output");
  return { node: make("span", { className: "sl-hands" }, count, more, share), count, share };
}

// After the reveal each count stands as a share of the room.
function showShares(hands, shown) {
  const counts = hands.map(({ count }) => Math.max(0, Math.floor(Number(count.value)) || 0));
  const room = counts.reduce((sum, count) => sum + count, 0);
  hands.forEach(({ share }, n) => {
    const percent = Math.round((100 * counts[n]) / room);
    share.textContent = shown && room ? `${counts[n]} of ${room}, ${percent} %` : "";
  });
}

function render({ model, el, signal, experimental }) {
  // Radio buttons of one question share a name, and no other's: every widget loads this module
  // anew, so a counter here would begin at 1 each time.
  const id = `sl-predict-${Math.random().toString(36).slice(2)}`;
  const fields = make("fieldset", {}, make("legend", { innerHTML: model.get("question") }));
  const inputs = [];
  const hands = []; // how many of a room chose each option
  for (const [value, html] of model.get("options")) {
    const input = make("input", { type: "radio", name: id, value });
    const text = make("span", { innerHTML: html });
    // A formula alone is no name to every screen reader: its TeX is.
    if (html.includes("$")) input.ariaLabel = text.textContent.replaceAll("$", "");
    inputs.push(input);
    const label = make("label", { className: "sl-option" }, input, text);
    hands.push(handsFor(text.textContent));
    fields.append(make("div", { className: "sl-row" }, label, hands.at(-1).node));
  }

  const draft = () => inputs.find((input) => input.checked)?.value ?? "";
  const commit = () => model.send({ do: "commit", draft: draft() });
  for (const input of inputs) {
    input.addEventListener("change", () => {
      model.set("draft", draft());
      model.save_changes();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) commit();
    });
  }

  const commitButton = button("Commit", commit, { className: "sl-commit" });
  const title = "Forget this guess and hide the answer";
  const clearButton = button("Clear", () => model.send({ do: "clear" }), { title });
  const problem = make("p", { className: "sl-problem", role: "alert" });
  const reveal = make("div", { className: "sl-reveal", role: "status", tabIndex: -1 });
  const buttons = make("div", { className: "sl-buttons" }, commitButton, clearButton);
  const card = make("div", { className: "sl-predict" }, fields, buttons, problem, reveal);
  keepKeys(card, MINE);

  function showAll() {
    const committed = model.get("reveal") !== "";
    const changed = committed !== fields.disabled;
    const focused = card.contains(document.activeElement);
    for (const input of inputs) input.checked = input.value === model.get("draft");
    problem.textContent = model.get("problem");
    fields.disabled = committed;
    commitButton.hidden = committed;
    clearButton.hidden = reveal.hidden = !committed;
    if (changed && !committed) hands.forEach(({ count }) => (count.value = ""));
    showShares(hands, committed);
    show(model, reveal, model.get("reveal"));
    // The button that had the focus is gone: go on where the reader's eyes go.
    if (changed && focused) (committed ? reveal : inputs[0]).focus();
  }

  model.on("change", showAll);
  showAll();
  typeset(model, fields);
  el.append(card);
  keepInBrowser({ model, signal, experimental });
}

export default { render };
