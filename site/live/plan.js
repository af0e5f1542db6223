// Which cells have to run before a cell, and which have run.
export class Plan {
    // needs[i]: the cells whose names cell i uses, as the build has found them.
    constructor(needs) {
        this.needs = needs;
        this.begin();
    }

    begin() {
        this.asked = new Set();
    }

    // The cell and all it needs, in the order of the page, without what was asked for already.
    before(cell) {
        const wanted = new Set();
        const add = (n) => {
            if (wanted.has(n)) return;
            wanted.add(n);
            this.needs[n].forEach(add);
        };
        add(cell);
        return [...wanted].filter((n) => !this.asked.has(n)).sort((a, b) => a - b);
    }

    // The cells that have run and use what this one sets, directly or through others.
    after(cell) {
        const found = new Set([cell]);
        this.needs.forEach((needs, n) => {
            if (n > cell && needs.some((m) => found.has(m))) found.add(n);
        });
        found.delete(cell);
        return [...found].filter((n) => this.asked.has(n));
    }
}
