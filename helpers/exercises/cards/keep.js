// What the cards of my_answers and my_notebooks have in common.

// A card with a name, a line that is read aloud when it changes, and one for what went wrong.
function makeCard(el, name) {
  const status = make("p", { className: "sl-status", role: "status", tabIndex: -1 });
  const problem = make("p", { className: "sl-problem", role: "alert" });
  const body = make("div");
  const card = make("section", { className: "sl-keep", ariaLabel: name }, status, body, problem);
  keepKeys(card, MINE);
  let focused = false;
  card.addEventListener("focusin", () => (focused = true));
  card.addEventListener("focusout", (event) => {
    if (event.relatedTarget) focused = card.contains(event.relatedTarget);
  });
  el.append(card);
  function say(words) {
    status.textContent = words;
    problem.textContent = "";
    // The button that had the focus is gone: go on where it says what happened.
    if (focused && !card.contains(document.activeElement)) status.focus();
  }
  const complain = (words) => (problem.textContent = words);
  return { body, say, complain };
}

const when = (at) => new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
const today = () => new Date().toISOString().slice(0, 10);
const count = (n, thing) => `${n} ${thing}${n === 1 ? "" : "s"}`;

// A button that opens the browser's own dialog for files, and gives name and text of the chosen.
function fileButton(text, accept, onfile) {
  const input = make("input", { type: "file", accept, hidden: true });
  input.onchange = async () => {
    const [file] = input.files;
    input.value = ""; // so that the same file can be chosen again
    if (file) onfile(file.name, await file.text());
  };
  return make("span", {}, input, button(text, () => input.click()));
}

// A button that asks before it acts.
function askingButton(text, question, yes, act, more = {}) {
  const box = make("span", { className: "sl-buttons" });
  const rest = () => box.replaceChildren(asks);
  const asks = button(text, () => {
    const no = button("No, keep it", () => (rest(), asks.focus()));
    const words = make("span", { textContent: question() });
    box.replaceChildren(words, no, button(yes, () => (rest(), act())));
    no.setAttribute("aria-description", words.textContent);
    no.focus();
  }, more);
  rest();
  return box;
}
