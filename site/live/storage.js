// What a reader has changed in the cells of a lesson, kept in this browser. One record a cell, so
// that two tabs with the same lesson do not overwrite one another's cells. Nothing here throws:
// storage may be full or refused, and then `keep` says so. Where cells stood in lessons of other
// names before, an edit kept there is found, until there is one under the name of today.
import { quietly } from "../../helpers/live/parts.js";

const PREFIX = "softmax-lessons-edits/1/";
const RUNNING = "running/";
const remove = (key) => quietly(() => localStorage.removeItem(key));

export class Edits {
    // `earlier` holds those names, each with the ids of the cells.
    constructor(lesson, earlier = {}) {
        this.prefix = `${PREFIX}${lesson}/`;
        this.earlier = Object.entries(earlier);
    }

    // Where the record of a cell may be: under today's name first.
    keys(cell) {
        const places = this.earlier.filter(([, cells]) => cells.includes(cell));
        return [this.prefix + cell, ...places.map(([lesson]) => `${PREFIX}${lesson}/${cell}`)];
    }

    get(cell) {
        const read = (key) => quietly(() => JSON.parse(localStorage.getItem(key)));
        const isRecord = (found) => typeof found?.code === "string";
        return this.keys(cell).map(read).find(isRecord)?.code;
    }

    keep(cell, code) {
        const record = JSON.stringify({ at: Date.now(), code });
        return quietly(() => (localStorage.setItem(this.prefix + cell, record), true), false);
    }

    // Notes that a changed cell begins to run, or has ended: one that never ends would hold up
    // the page each time it is opened.
    begins(cell) {
        quietly(() => localStorage.setItem(RUNNING + this.prefix + cell, "1"));
    }

    ended(cell) {
        for (const key of this.keys(cell)) remove(RUNNING + key);
    }

    didNotEnd(cell) {
        return this.keys(cell).some((key) => quietly(() => localStorage.getItem(RUNNING + key)));
    }

    forget(cell) {
        this.ended(cell);
        this.keys(cell).forEach(remove);
    }
}
