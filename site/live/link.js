// A link to a panel in a certain state: read/01_....html?z=10,2,-3&T=0.5#bars. Values are texts that
// Python reads and checks; nothing in a link is run.

// What the page's address asks for; it may have no values, and name a heading in place of a cell.
export function askedBy(address) {
    const { hash, searchParams } = new URL(address);
    const cell = decodeURIComponent(hash.slice(1)).replace(/^cell-/, "");
    return { cell, values: Object.fromEntries(searchParams) };
}

export function linkTo(address, cell, values) {
    const link = new URL(address);
    link.search = new URLSearchParams(values).toString();
    link.hash = cell;
    return link.href;
}

// The model of a panel's picture among the models of a widget; null where there is none.
export function figureIn(model) {
    if (model.get("state") !== undefined && model.get("frame") !== undefined) return model;
    for (const child of model.get("children") ?? []) {
        const found = figureIn(child);
        if (found) return found;
    }
    return null;
}
