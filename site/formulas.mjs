// TeX to MathML with Temml, for the build: one formula a line of JSON on stdin, its MathML or why
// it is refused a line on stdout. The process lives as long as the build.
import { createInterface } from "node:readline";
import temml from "temml";

// A formula in a line is given in pieces, so that the line can break after a relation: browsers
// do not break inside <math>. One with fewer letters than this stays whole.
const WHOLE = 12;
const RELATION = /<mo[^>]*>(=|≈|≠|<|>|≤|≥|&lt;|&gt;|→|⟹|∈|:|,)<\/mo><\/mrow>$/;

// The outermost <mrow>s into which Temml has cut a formula.
function outermost(mathml) {
    const pieces = [];
    let depth = 0;
    let start = 0;
    for (const { 0: tag, index } of mathml.matchAll(/<\/?mrow\b[^>]*>/g)) {
        if (tag[1] !== "/" && depth++ === 0) start = index;
        if (tag[1] === "/" && --depth === 0) pieces.push(mathml.slice(start, index + tag.length));
    }
    return pieces;
}

export function toMathML(tex, display) {
    const options = { throwOnError: true, strict: true, displayMode: display };
    if (!tex.trim()) throw new Error("it is empty");
    // Temml writes the settings of an empty cell of a table into its style.
    const set = (wrap) =>
        temml.renderToString(tex, { ...options, wrap }).replace(/level:0;.*?max-size:[^;]*;/g, "");
    const whole = set("none");
    const letters = whole.replace(/<[^>]*>/g, "").length;
    if (display || letters <= WHOLE) return whole;
    // Temml's mode "tex" cuts after relations and after signs like +; those are joined again.
    const inside = set("tex").replace(/^<math>|<\/math>$/g, "");
    const pieces = outermost(inside);
    if (pieces.join("") !== inside) return whole;
    const joined = pieces.reduce((done, piece) => {
        if (done.length && !RELATION.test(done.at(-1))) done.push(done.pop() + piece);
        else done.push(piece);
        return done;
    }, []);
    return joined.map((piece) => `<math>${piece}</math>`).join("");
}

if (process.argv[1] === import.meta.filename) {
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
}
