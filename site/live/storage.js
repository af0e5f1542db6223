// What a reader has changed in the cells of a lesson, kept in this browser. One record a cell, so
// that two tabs with the same lesson do not overwrite one another's cells. Nothing here throws:
// storage may be full or refused, and then `keep` says so. Where cells stood in lessons of other
// names before, an edit kept there is found, until there is one under the name of today.
const PREFIX = "softmax-lessons-edits/1/";
const RUNNING = "running/";

export class Edits {
    // `earlier` holds those names, each with the ids of the cells.
    constructor(lesson, storage, earlier = {}) {
        this.prefix = `${PREFIX}${lesson}/`;
        this.storage = storage;
        this.earlier = Object.entries(earlier);
    }

    // Where the record of a cell may be: under today's name first.
    keys(cell) {
        const places = this.earlier.filter(([, cells]) => cells.includes(cell));
        return [this.prefix + cell, ...places.map(([lesson]) => `${PREFIX}${lesson}/${cell}`)];
    }

    get(cell) {
        for (const key of this.keys(cell)) {
            try {
                const record = JSON.parse(this.storage.getItem(key));
                if (typeof record?.code === "string") return record.code;
            } catch {
                // Refused, or not an edit: then it is not kept here.
            }
        }
        return null;
    }

    keep(cell, code) {
        try {
            this.storage.setItem(this.prefix + cell, JSON.stringify({ at: Date.now(), code }));
            return true;
        } catch {
            return false;
        }
    }

    // Notes that a changed cell begins to run, or has ended: one that never ends would hold up
    // the page each time it is opened.
    runs(cell, begins) {
        try {
            if (begins) this.storage.setItem(RUNNING + this.prefix + cell, "1");
            else for (const key of this.keys(cell)) this.storage.removeItem(RUNNING + key);
        } catch {
            // Then it is not noticed after a reload; Stop works all the same.
        }
    }

    didNotEnd(cell) {
        try {
            return this.keys(cell).some((key) => this.storage.getItem(RUNNING + key) !== null);
        } catch {
            return false;
        }
    }

    forget(cell) {
        this.runs(cell, false);
        try {
            for (const key of this.keys(cell)) this.storage.removeItem(key);
        } catch {
            // What cannot be written was not kept either.
        }
    }

    // The cell that an event of another tab is about; null if it is about something else.
    cellOf(event) {
        return event.key?.startsWith(this.prefix) ? event.key.slice(this.prefix.length) : null;
    }
}

// Window.localStorage itself throws where storage is refused.
export function localStorageOrNull() {
    try {
        return window.localStorage;
    } catch {
        return null;
    }
}
