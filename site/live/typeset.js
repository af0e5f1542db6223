// Formulas between dollar signs in questions and replies. Temml is fetched when there are any.
const FORMULA = /\$\$([^$]+)\$\$|\$([^$\n]+)\$/g;

export async function typeset(node) {
    if (!node.textContent.includes("$")) return;
    const { default: temml } = await import("temml");
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (text.data.includes("$") && !text.parentElement.closest("code, pre, math")) texts.push(text);
    }
    for (const text of texts) {
        const parts = document.createDocumentFragment();
        let last = 0;
        for (const found of text.data.matchAll(FORMULA)) {
            const span = document.createElement("span");
            temml.render(found[1] ?? found[2], span, { displayMode: Boolean(found[1]) });
            parts.append(text.data.slice(last, found.index), span);
            last = found.index + found[0].length;
        }
        parts.append(text.data.slice(last));
        text.replaceWith(parts);
    }
}
