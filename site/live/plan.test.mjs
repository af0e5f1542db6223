import assert from "node:assert/strict";
import { test } from "node:test";
import { Plan } from "./plan.js";

test("a cell runs after what it needs, each once, in the order of the page", () => {
    const plan = new Plan([[], [0], [], [1]]);
    assert.deepEqual(plan.before(3), [0, 1, 3]);
    plan.asked.add(0);
    assert.deepEqual(plan.before(3), [1, 3]);
    assert.deepEqual(plan.before(2), [2]);
});

test("what ran with the old value is stale, through others too", () => {
    const plan = new Plan([[], [0], [], [1], [2]]);
    [0, 1, 2, 3].forEach((n) => plan.asked.add(n));
    assert.deepEqual(plan.after(0), [1, 3]);
    assert.deepEqual(plan.after(2), []);
});
