// What the cards have in common.

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
