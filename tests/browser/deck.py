"""A lesson as slides: walk them as a lecturer does, and say what an audience could not see."""

from tests.browser.lab import NOTEBOOK

# What a room reads from the last row on a projector of 1920 x 1080.
SMALLEST_LETTERS = 20


class Deck:
    """The slides of the notebook that stands in front of a Lab, after Run All."""

    def __init__(self, lab):
        self.lab, self.page = lab, lab.page

    def start(self):
        """Show the first slide."""
        # A deck begins at the active cell, which is the last one after Run All.
        self.page.evaluate(f"() => {{ {NOTEBOOK}.content.activeCellIndex = 0 }}")
        self.lab.command("deck:start")
        self.page.wait_for_selector("body[data-jp-deck-mode='presenting']", state="attached")
        self.page.wait_for_function(f"() => ({SHOWN})().length > 0")
        return self

    def walk(self, smallest=0):
        """Show each slide with all its fragments and return the faults; see `faults`."""
        found = []
        for index, name in self.page.evaluate(_WHOLE_SLIDES):
            self.page.evaluate(f"(i) => {{ {NOTEBOOK}.content.activeCellIndex = i }}", index)
            self.page.wait_for_function(f"(name) => ({SHOWN})().at(-1) === name", arg=name)
            found += self.faults(smallest)
        return found

    def stop(self):
        """Go back to the notebook: JupyterLab's next page would begin with slides too."""
        self.lab.command("deck:stop")
        self.page.wait_for_selector("body:not([data-jp-deck-mode])", state="attached")

    def shown(self):
        """Return the ids of the cells on the screen; the active one comes last."""
        return self.page.evaluate(SHOWN)

    def forward(self):
        """Go on as the space bar does; return what is shown then, or [] behind the last step."""
        return self.page.evaluate(_FORWARD)

    def faults(self, smallest=0):
        """Return what of the present step is cut off, or in letters below `smallest` px."""
        return self.page.evaluate(_FAULTS, smallest)


_CELLS = f"""{NOTEBOOK}.content.widgets.filter(({{ node }}) =>
    node.classList.contains("jp-deck-mod-visible") && node.offsetHeight > 0)"""
SHOWN = f"() => {_CELLS}.map((cell) => cell.model.id)"

# The last cell of each slide, as (index, id): with it on the screen all of the slide is there.
_WHOLE_SLIDES = f"""() => {NOTEBOOK}.content.widgets
    .map((cell, index) => [index, cell.model.id, cell.model.getMetadata("slideshow")?.slide_type])
    .filter(([, , type]) => ["slide", "subslide", "fragment"].includes(type))
    .filter((_, n, cells) => cells[n + 1]?.[2] !== "fragment")
    .map(([index, name]) => [index, name])"""

_FORWARD = f"""async () => {{
    const before = {NOTEBOOK}.content.activeCellIndex;
    const step = {{ direction: "down", alternate: "forward" }};
    await window.jupyterapp.commands.execute("deck:go", step);
    return {NOTEBOOK}.content.activeCellIndex === before ? [] : ({SHOWN})();
}}"""

# Each text is looked at where its letters are, and each thing in one piece as a whole. Letters in
# formulas and raised ones are smaller by rule: there the size of the formula or line counts.
_FAULTS = """async (smallest) => {
    const FORMULA = "math, mjx-container";
    const WHOLE = ".sx-panel, .sl-predict, img, svg, input, select, button, " + FORMULA;
    const UNSEEN = "mjx-assistive-mml, .jp-Collapser, .cm-announced, .lm-mod-hidden";
    const IN_PIECES = "math *, mjx-container *";
    const cells = CELLS;
    const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const beyond = (box, seen) => Math.max(
        seen.left - box.left, box.right - seen.right,
        seen.top - box.top, box.bottom - seen.bottom);
    // How much of a box the screen cuts off, or an element around it.
    function cutOff(box, element) {
        let most = beyond(box, screen);
        for (; !element.matches(".jp-Notebook"); element = element.parentElement)
            if (getComputedStyle(element).overflow !== "visible")
                most = Math.max(most, beyond(box, element.getBoundingClientRect()));
        return most;
    }
    const found = [];
    for (const cell of cells) {
        const said = new Set();
        const say = (kind, what, words) => {
            if (said.has(kind)) return; // one of a kind is enough to find the place
            said.add(kind);
            const place = `slide ${cells[0].model.id}, cell ${cell.model.id}`;
            found.push(`${place}: ${kind} ${what}: ${words.trim().slice(0, 60)}`);
        };
        const walker = document.createTreeWalker(cell.node, 5); // elements and texts
        const range = document.createRange();
        while (walker.nextNode()) {
            const node = walker.currentNode, isText = node.nodeType === 3;
            const element = isText ? node.parentElement : node;
            if (isText ? !node.data.trim() : !element.matches(WHOLE)) continue;
            if (element.closest(UNSEEN) || element.matches(IN_PIECES)) continue;
            if (!element.checkVisibility()) continue;
            range.selectNodeContents(node);
            const boxes = isText ? [...range.getClientRects()] : [element.getBoundingClientRect()];
            const most = Math.max(...boxes.filter((box) => box.width && box.height)
                .map((box) => cutOff(box, element.parentElement)));
            const words = node.textContent || element.alt || element.outerHTML;
            const kind = isText ? "text"
                : element.matches(".sx-panel") ? "panel" : element.tagName.toLowerCase();
            // The empty edges of a formula and of a line of large letters stand out a little.
            if (most > 3) say(kind, `cut off by ${Math.round(most)} px`, words);
            if (element.matches("sub, sup")) continue;
            const size = parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom;
            if (size < smallest - 0.01 && (isText || element.matches(FORMULA)))
                say("letters", `of ${Math.round(10 * size) / 10} px`, words);
        }
    }
    return found;
}""".replace("CELLS", _CELLS)
