// TeX to MathML with Temml, for the build: one formula a line of JSON on stdin, its MathML or why
// it is refused a line on stdout. The process lives as long as the build.
import { createInterface } from "node:readline";
import temml from "temml";

// A formula in a line is given in pieces, so that the line can break after a relation: browsers
// do not break inside <math>. One with fewer letters than this stays whole.
const WHOLE = 12;
const RELATION = /<mo[^>]*>(=|≈|≠|<|>|≤|≥|&lt;|&gt;|→|⟹|∈|:|,)<\/mo><\/mrow>$/;

function toMathML(tex, display) {
    const options = { throwOnError: true, strict: true, displayMode: display };
    if (!tex.trim()) throw new Error("it is empty");
    // Temml writes the settings of an empty cell of a table into its style.
    const set = (wrap) =>
        temml.renderToString(tex, { ...options, wrap }).replace(/level:0;.*?max-size:[^;]*;/g, "");
    const whole = set("none");
    const letters = whole.replace(/<[^>]*>/g, "").length;
    if (display || letters <= WHOLE) return whole;
    // Temml's mode "tex" cuts after relations and after signs like +: a piece ends at a relation.
    const inside = set("tex").replace(/^<math>|<\/math>$/g, "");
    const pieces = [];
    let depth = 0;
    let start = 0;
    for (const { 0: tag, index } of inside.matchAll(/<[^>]*>/g)) {
        depth += tag[1] === "/" ? -1 : 1;
        const piece = inside.slice(start, index + tag.length);
        if (depth > 0 || !RELATION.test(piece)) continue;
        pieces.push(piece);
        start += piece.length;
    }
    if (start < inside.length) pieces.push(inside.slice(start));
    return pieces.map((piece) => `<math>${piece}</math>`).join("");
}

for await (const line of createInterface({ input: process.stdin })) {
    const { tex, display } = JSON.parse(line);
    let answer;
    try {
        answer = { mathml: toMathML(tex, display) };
    } catch (error) {
        answer = { refused: error.message.split("\n")[0].trim() };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
