// The parts of a page that panels, cards and the live pages are made of, and the keys that are theirs.

export function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

export function button(text, onclick, more = {}) {
  return make("button", { type: "button", textContent: text, onclick, ...more });
}

// What is too wide for its place scrolls: the keyboard has to get there, and only there.
export function reach(node) {
  if (node.scrollWidth > node.clientWidth) node.tabIndex = 0;
  else node.removeAttribute("tabindex");
}

export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// Storage may be full, or refused: then its very name throws.
export function quietly(work, otherwise) {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

// JupyterLab has shortcuts on letters, and its slides on arrows, Space and Escape. Keys pressed on
// what `mine` selects inside a node belong to it; with Shift, Ctrl, Alt or Meta they belong to the
// page. On a slide, Escape anywhere in the node or a click beside it gives the keys back to the
// slides: only the next Escape ends them.
function keepKeys(node, mine, signal) {
  const deck = () => node.closest(".jp-Deck");
  const giveBack = () => deck()?.querySelector(".jp-Cell.jp-mod-active")?.focus();
  const listen = (kind, does) => node.addEventListener(kind, does, { signal });
  listen("keydown", (event) => {
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const leaves = deck() && event.key === "Escape";
    if (!leaves && !event.target.matches(mine)) return;
    event.stopPropagation();
    if (leaves) giveBack();
  });
  listen("focusout", (event) => {
    // To no other element, and not because another window came to the front. A button that vanishes
    // may hand the focus on inside the node.
    if (event.relatedTarget || !document.hasFocus()) return;
    setTimeout(() => node.contains(document.activeElement) || giveBack());
  });
  // A cell that is touched becomes the active one, and a slide ends at the active cell: what stands
  // below would vanish.
  for (const touch of ["mousedown", "focusin"]) {
    listen(touch, (event) => deck() && event.stopPropagation());
  }
}
