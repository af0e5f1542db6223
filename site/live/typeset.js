// Formulas between dollar signs in questions and replies. Temml is fetched when there are any.
export async function typeset(node) {
    if (!node.textContent.includes("$")) return;
    const { default: temml } = await import("temml");
    globalThis.temml = temml; // the next line asks for it by this name
    temml.renderMathInElement(node, { fences: "$", ignoredTags: ["code", "pre", "math"] });
}
