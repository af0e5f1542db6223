import assert from "node:assert/strict";
import { test } from "node:test";
import { askedBy, figureIn, linkTo } from "./link.js";

const PAGE = "https://x.invalid/read/01_a.html";

test("a link says which cell, and values", () => {
    assert.deepEqual(askedBy(`${PAGE}?z=10,2,-3&T=0.5#bars`), {
        cell: "bars",
        values: { z: "10,2,-3", T: "0.5" },
    });
    assert.deepEqual(askedBy(`${PAGE}?z=1#cell-bars`).cell, "bars");
    assert.equal(askedBy(`${PAGE}#bars`), null);
    assert.equal(askedBy(`${PAGE}?z=1`), null);
});

test("a link that was made is read again", () => {
    const values = { z1: "1.5", format: "float16" };
    const link = linkTo(`${PAGE}?old=1#x`, "bars", values);
    assert.deepEqual(askedBy(link), { cell: "bars", values });
});

test("the picture is found among the parts of a panel", () => {
    const model = (traits) => ({ get: (name) => traits[name] });
    const figure = model({ state: {}, frame: 1 });
    assert.equal(figureIn(model({ children: [model({}), figure] })), figure);
    assert.equal(figureIn(model({ children: [model({})] })), null);
});
