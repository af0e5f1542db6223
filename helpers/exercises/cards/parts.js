// What every card is made of: the parts of a page.

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function button(text, onclick, more = {}) {
  return make("button", { type: "button", textContent: text, onclick, ...more });
}

// What is typed in a field or pressed on a button belongs here.
const MINE = "input, button, summary";

// The same typesetter that ipywidgets' HTMLMath uses; without one the $...$ stays readable.
function typeset(model, node) {
  const typesetter = model.widget_manager?.rendermime?.latexTypesetter;
  requestAnimationFrame(() => typesetter?.typeset(node));
}

// Show words of the course's own; the same words twice would be read aloud twice.
function show(model, node, html) {
  if (node.dataset.shown === html) return;
  node.innerHTML = node.dataset.shown = html;
  typeset(model, node);
}
