// Brings a lesson's page to life: gives the cells to Python, puts each live widget where its
// stored picture or card stands, and lets the reader change and run the code.
import "@lumino/widgets/style/index.css";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "@jupyter-widgets/base/css/index.css";
import { button, download, make, reach } from "../../helpers/live/parts.js";
import { Cell } from "./cell.js";
import { keptByJupyterLab } from "./earlier.js";
import { Manager } from "./manager.js";
import * as status from "./status.js";
import { holdPlace } from "./steady.js";
import { Edits } from "./storage.js";
import "./live.css"; // after the styles of the widgets, so that it wins

const NEAR = "100% 0px 200%"; // a screen above and two below what the reader sees
const python = window.lessonsPython; // see start.js
const lesson = JSON.parse(document.getElementById("lesson").textContent);
const elements = [...document.querySelectorAll("main .cell")];
const edits = new Edits(lesson.name, lesson.earlier);
const completing = new Map(); // id of a question for names -> what waits for the answer
const { hash, searchParams } = new URL(location.href);
let asked = decodeURIComponent(hash.slice(1)).replace(/^cell-/, ""); // a cell, or a heading
let manager = new Manager();
// What a cell may ask of the page.
const page = { edits, manager: () => manager, run, stop, complete, follow, say: status.say };
const cells = elements.map((element, index) => new Cell(element, index, lesson.cells[index], page));
window.liveCells = cells;

// The cells that have to run before one, and itself, without those that were given to Python already.
function lacking(index) {
    return [...lesson.cells[index].needs, index].filter((n) => !cells[n].turn);
}

function runOne(index) {
    const turn = cells[index].begins();
    python.post({ kind: "run", cell: `${index}:${turn}`, code: cells[index].code });
}

// The reader runs a cell: what it needs first, then the cell itself, whether it ran before or not.
function run(index) {
    lacking(index).filter((n) => n !== index && !cells[n].held).forEach(runOne);
    runOne(index);
    for (const cell of cells) if (cell.turn && cell.about.needs.includes(index)) cell.stale(true);
}

function runAll() {
    for (const cell of cells) cell.clear();
    cells.forEach((_, index) => runOne(index));
}

// A cell runs when its widget comes near the reader's eyes, unless what it needs was stopped.
function wake(index) {
    const wanted = lacking(index);
    if (!wanted.some((n) => cells[n].held)) wanted.forEach(runOne);
}

function stop(words = "Stopped. Python starts again; your code is still here.") {
    python.restart();
    manager = new Manager();
    for (const cell of cells) cell.toStored();
    status.say(words);
    near.disconnect();
    watchNear();
}

function complete(code, cursor) {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
        completing.set(id, resolve);
        python.post({ kind: "complete", id, code, cursor });
    });
}

function hear(message) {
    const { kind } = message;
    if (kind === "step") {
        status.step(message);
        if (message.name === "ready") keepForOffline();
    } else if (kind === "failed") {
        status.failed(message.message, () => stop("Python starts again; your code is still here."));
    } else if (kind === "completed") {
        completing.get(message.id)?.(message);
        completing.delete(message.id);
    } else if (kind === "idle" || kind.startsWith("comm_")) manager.hear(message);
    else {
        const [index, turn] = message.cell?.split(":").map(Number) ?? [];
        // The reader ran it again while it ran: only the last run speaks.
        if (cells[index]?.turn === turn) cells[index].hear(message);
    }
}

// The page's address may ask for the state of a panel.
function follow(cell) {
    if (asked !== cell.about.id) return;
    cell.figure.send({ kind: "link", values: Object.fromEntries(searchParams) });
    asked = null; // once: from then on it is the reader's
}

const near = new IntersectionObserver(
    (entries) => {
        for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
            near.unobserve(target);
            wake(elements.indexOf(target));
        }
    },
    { rootMargin: NEAR },
);

function watchNear() {
    const widgets = cells.filter(({ about }) => about.widget);
    widgets.forEach(({ element }) => near.observe(element));
    if (scrollY === 0 && widgets.length) wake(widgets[0].index); // where every reader gets first
}

async function downloadNotebook() {
    const notebook = await (await fetch(lesson.notebook)).json();
    for (const cell of notebook.cells) {
        const mine = cells.find(({ about, edited }) => edited && about.id === cell.id);
        // What is stored belongs to other code.
        if (mine) Object.assign(cell, { source: mine.code, outputs: [], execution_count: null });
    }
    download(`${lesson.name}.ipynb`, JSON.stringify(notebook, null, 1));
}

function originals() {
    if (!confirm("Replace all your code in this lesson by the original?")) return;
    cells.forEach((cell) => cell.original());
    status.say("The lesson is the original again.");
}

// Every file that this page needs is kept, so that it opens without a network.
async function keepForOffline() {
    try {
        await navigator.serviceWorker.register(new URL("../service-worker.js", import.meta.url));
        const { active } = await navigator.serviceWorker.ready;
        // Behind everything else: what the reader waits for, or moves, has the machine to itself.
        const keep = () => {
            if (performance.now() - python.posted < 3000 || cells.some(({ busy }) => busy)) setTimeout(keep, 3000);
            else active.postMessage({ lessons: "keep" });
        };
        setTimeout(keep, 3000);
        navigator.serviceWorker.addEventListener("message", ({ data }) => {
            if (data?.lessons !== "kept") return;
            document.documentElement.dataset.kept = data.missing;
            if (data.full) status.say("This browser has no room left to keep the course: the next visit needs the network.");
        });
    } catch {
        // An old browser or a private window, perhaps: the page works, with a network.
    }
}

window.addEventListener("storage", ({ key }) => {
    cells.find(({ about }) => key === edits.prefix + about.id)?.changedElsewhere();
});

// Code, formulas and outputs too wide for the column scroll: the keyboard has to get there, and only there.
function reachScrolling() {
    document.querySelectorAll("main :is(pre, .formula, .scroll)").forEach(reach);
}

holdPlace(elements);
reachScrolling();
// A link may name a cell, and not a heading only.
document.getElementById(`cell-${asked}`)?.scrollIntoView();
window.addEventListener("resize", reachScrolling);
// What is folded has no width yet. The event does not bubble.
document.addEventListener("toggle", reachScrolling, true);
if (lesson.notebook) {
    status.acts.append(
        button("Run all", runAll),
        button("Stop", () => stop()),
        button("Download as notebook", downloadNotebook),
        button("Get the original back", originals),
    );
    const root = new URL(python.base, location.href).pathname;
    keptByJupyterLab(lesson.kept_as, root).then((kept) => {
        if (!kept) return;
        const door = new URL(document.querySelector(".bar .button").href);
        door.searchParams.set("path", kept);
        status.acts.append(make("a", { textContent: "Your own version in JupyterLab", href: door.href }));
    });
}
python.hear = hear;
python.early.forEach(hear);
// Where the reader saves data, Python waits for the first sign that the reader is here.
if (python.worker) watchNear();
else {
    status.say("Python starts when you scroll, touch or press a key: 18 MB, to save your data.");
    const begin = () => {
        if (!python.worker) python.start();
        watchNear();
    };
    for (const name of ["scroll", "pointerdown", "keydown"])
        addEventListener(name, begin, { once: true, passive: true });
}
