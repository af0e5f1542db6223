// The lesson as a notebook with the reader's code.

// Cells whose code was changed lose their stored outputs: those belong to other code.
export function asNotebook(stored, code) {
    const cells = stored.cells.map((cell) => {
        const mine = code.get(cell.id);
        const text = Array.isArray(cell.source) ? cell.source.join("") : cell.source;
        if (cell.cell_type !== "code" || mine === undefined || mine === text) return cell;
        return { ...cell, source: mine, outputs: [], execution_count: null };
    });
    return { ...stored, cells };
}

export function download(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
