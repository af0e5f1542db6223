import assert from "node:assert/strict";
import { test } from "node:test";
import { asNotebook } from "./notebook.js";

const stored = {
    nbformat: 4,
    cells: [
        { id: "t", cell_type: "markdown", source: "# T" },
        { id: "a", cell_type: "code", source: ["x = 1\n", "x"], outputs: [{}], execution_count: 1 },
        { id: "b", cell_type: "code", source: "x + 1", outputs: [{}], execution_count: 2 },
    ],
};

test("the reader's code stands in the notebook, without the outputs of other code", () => {
    const made = asNotebook(stored, new Map([["a", "x = 1\nx"], ["b", "x + 2"]]));
    assert.deepEqual(made.cells.slice(0, 2), stored.cells.slice(0, 2));
    assert.deepEqual(made.cells[2], {
        id: "b", cell_type: "code", source: "x + 2", outputs: [], execution_count: null,
    });
    assert.equal(stored.cells[2].source, "x + 1");
});
