import assert from "node:assert/strict";
import { test } from "node:test";
import { Edits } from "./storage.js";

function memory(more = {}) {
    const kept = new Map();
    return {
        kept,
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => kept.set(key, value),
        removeItem: (key) => kept.delete(key),
        ...more,
    };
}

test("an edit is found again, by lesson and cell", () => {
    const storage = memory();
    assert.equal(new Edits("01", storage).keep("a", "x = 1"), true);
    assert.equal(new Edits("01", storage).get("a"), "x = 1");
    assert.equal(new Edits("01", storage).get("b"), null);
    assert.equal(new Edits("02", storage).get("a"), null);
    new Edits("01", storage).forget("a");
    assert.equal(new Edits("01", storage).get("a"), null);
});

test("an edit kept under an earlier name of the lesson is found, and forgotten with the rest", () => {
    const storage = memory();
    new Edits("05", storage).keep("a", "old");
    new Edits("05", storage).keep("imports", "theirs");
    new Edits("05", storage).runs("a", true);
    const edits = new Edits("04", storage, { "05": ["a"], "03": ["a", "b"] });
    assert.equal(edits.get("a"), "old");
    assert.equal(edits.didNotEnd("a"), true);
    assert.equal(edits.get("b"), null);
    assert.equal(edits.get("imports"), null); // a cell of the same name that stayed there
    edits.keep("a", "new");
    assert.equal(edits.get("a"), "new");
    assert.equal(new Edits("05", storage).get("a"), "old");
    edits.forget("a");
    assert.equal(edits.get("a"), null);
    assert.equal(edits.didNotEnd("a"), false);
    assert.equal(new Edits("05", storage).get("imports"), "theirs");
});

test("an edit under an earlier name is found where today's record is damaged", () => {
    const storage = memory();
    new Edits("05", storage).keep("a", "old");
    storage.kept.set("softmax-lessons-edits/1/04/a", "{");
    assert.equal(new Edits("04", storage, { "05": ["a"] }).get("a"), "old");
});

test("storage that is full or refused is no error, and keep says so", () => {
    const full = memory({ setItem: () => { throw new Error("quota"); } });
    assert.equal(new Edits("01", full).keep("a", "x"), false);
    assert.equal(new Edits("01", null).keep("a", "x"), false);
    assert.equal(new Edits("01", null).get("a"), null);
    new Edits("01", null).forget("a");
});

test("what others wrote is not read as an edit", () => {
    const storage = memory();
    for (const text of ["", "{", "3", '{"code": 3}']) {
        storage.kept.set("softmax-lessons-edits/1/01/a", text);
        assert.equal(new Edits("01", storage).get("a"), null);
    }
});

test("an event of another tab names the cell", () => {
    const edits = new Edits("01", memory());
    assert.equal(edits.cellOf({ key: "softmax-lessons-edits/1/01/a" }), "a");
    assert.equal(edits.cellOf({ key: "softmax-lessons-edits/1/02/a" }), null);
    assert.equal(edits.cellOf({ key: null }), null);
});
