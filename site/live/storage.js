// What a reader has changed in the cells of a lesson, kept in this browser. One record a cell, so
// that two tabs with the same lesson do not overwrite one another's cells. Nothing here throws:
// storage may be full or refused, and then `keep` says so.
const PREFIX = "softmax-lessons-edits/1/";
const RUNNING = "running/";

export class Edits {
    constructor(lesson, storage) {
        this.prefix = `${PREFIX}${lesson}/`;
        this.storage = storage;
    }

    get(cell) {
        try {
            const record = JSON.parse(this.storage.getItem(this.prefix + cell));
            return typeof record?.code === "string" ? record.code : null;
        } catch {
            return null;
        }
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
            else this.storage.removeItem(RUNNING + this.prefix + cell);
        } catch {
            // Then it is not noticed after a reload; Stop works all the same.
        }
    }

    didNotEnd(cell) {
        try {
            return this.storage.getItem(RUNNING + this.prefix + cell) !== null;
        } catch {
            return false;
        }
    }

    forget(cell) {
        this.runs(cell, false);
        try {
            this.storage.removeItem(this.prefix + cell);
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
