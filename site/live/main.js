// Brings a lesson's page to life: gives the cells to Python, puts each live widget where its
// stored picture or card stands, and lets the reader change and run the code.
import "@lumino/widgets/style/index.css";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "@jupyter-widgets/base/css/index.css";
import { Widget } from "@lumino/widgets";
import { Cell } from "./cell.js";
import { keptByJupyterLab } from "./earlier.js";
import { askedBy, figureIn, linkTo } from "./link.js";
import { Manager } from "./manager.js";
import { OUTPUTS, VIEW } from "./outputs.js";
import { Python } from "./python.js";
import { StatusLine } from "./status.js";
import { holdPlace } from "./steady.js";
import { Edits } from "./storage.js";
import { typeset } from "./typeset.js";
import "./live.css"; // after the styles of the widgets, so that it wins

const NEAR = "100% 0px 200%"; // a screen above and two below what the reader sees
const lesson = JSON.parse(document.getElementById("lesson").textContent);
const elements = [...document.querySelectorAll("main .cell")];
const edits = new Edits(lesson.name, lesson.earlier);
const begun = new Set(); // the cells that this Python was given
const status = new StatusLine();
const completing = new Map(); // id of a question for names -> what waits for the answer
const asked = askedBy(location.href);

const python = new Python(hear);
let manager = newManager();
// What a cell may ask of the page.
const page = {
    edits,
    typeset,
    manager: () => manager,
    run,
    stop,
    complete,
    say: (words) => status.say(words),
};
const cells = elements.map((element, index) => new Cell(element, index, lesson.cells[index], page));
window.liveCells = cells;

function newManager() {
    return new Manager((message) => python.post(message), typeset);
}

// The cells that have to run before one, and itself, without those that were given to Python already.
function lacking(index) {
    return [...lesson.cells[index].needs, index].filter((n) => !begun.has(n));
}

function runOne(index) {
    begun.add(index);
    const turn = cells[index].begins();
    python.post({ kind: "run", cell: `${index}:${turn}`, code: cells[index].code });
}

// The reader runs a cell: what it needs first, then the cell itself, whether it ran before or not.
function run(index) {
    lacking(index).filter((n) => n !== index && !cells[n].held).forEach(runOne);
    runOne(index);
    for (const n of begun) if (lesson.cells[n].needs.includes(index)) cells[n].stale(true);
}

function runAll() {
    begun.clear();
    for (const cell of cells) cell.clear();
    cells.forEach((_, index) => runOne(index));
}

// A cell runs when its widget comes near the reader's eyes, unless what it needs was stopped.
function wake(index) {
    const wanted = lacking(index);
    if (!wanted.some((n) => cells[n].held)) wanted.forEach(runOne);
}

function stop(words = "Stopped. Python starts again; your code is still here.") {
    for (const cell of cells) cell.stopped();
    python.stop();
    restart(words);
}

function restart(words) {
    manager = newManager();
    begun.clear();
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
    if (message.kind === "step") {
        status.step(message.name, message.sent, message.total);
        if (message.name === "ready") keepForOffline();
        return;
    }
    if (message.kind === "failed") {
        status.failed(message.message, () => stop("Python starts again; your code is still here."));
        return;
    }
    if (message.kind === "completed") {
        completing.get(message.id)?.(message);
        completing.delete(message.id);
        return;
    }
    if (!OUTPUTS.has(message.kind) && message.kind !== "done") return manager.hear(message);
    const [index, turn] = message.cell?.split(":").map(Number) ?? [];
    const cell = cells[index];
    // The reader ran it again while it ran: only the last run speaks.
    if (!cell || cell.turn !== turn) return;
    if (message.kind === "done") cell.ends(message.ok);
    else if (cell.outputs) cell.outputs.hear(message);
    else if (message.kind === "display" || message.kind === "result") show(cell, message);
    else if (message.kind === "error") cell.unexpected(message);
}

// Replaces the stored picture or card when the live one has something to show.
async function show(cell, { data }) {
    if (!(VIEW in data)) return; // the page shows it already
    const mine = manager;
    const model = await mine.get_model(data[VIEW].model_id);
    const view = await mine.create_view(model);
    if (mine !== manager) return; // Python was started again meanwhile
    const host = cell.host();
    Widget.attach(view.luminoWidget, host);
    while (!hasSomethingToShow(host)) await new Promise(requestAnimationFrame);
    if (!host.isConnected) return; // started again, or the reader ran the cell
    cell.shows(host);
    const figure = figureIn(model);
    if (figure) cell.linked(() => copyLink(cell, figure));
    if (figure && asked.cell === cell.about.id) {
        figure.send({ kind: "link", values: asked.values });
        asked.cell = null; // once: from then on it is the reader's
    }
}

async function copyLink(cell, figure) {
    const link = linkTo(location.href, cell.about.id, figure.get("state"));
    try {
        await navigator.clipboard.writeText(link);
        cell.say("The link is copied. It opens this panel as it is now.");
    } catch {
        prompt("A link to this panel as it is now:", link); // the clipboard is refused
    }
}

// Boxes and anywidgets fill themselves a little later, and a picture has to be loaded.
function hasSomethingToShow(host) {
    const pictures = [...host.querySelectorAll("img.sx-picture")];
    if (pictures.length) return pictures.every((img) => img.src && img.complete);
    return host.querySelector(".sl-predict, .sl-hunt, .sl-keep") || !host.isConnected;
}

const near = new IntersectionObserver(
    (entries) => {
        for (const { target, isIntersecting } of entries) {
            if (!isIntersecting || !python.started) continue;
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
    const changed = new Map(cells.filter((cell) => cell.edited).map((cell) => [cell.about.id, cell.code]));
    for (const cell of notebook.cells) {
        if (!changed.has(cell.id)) continue;
        // What is stored belongs to other code.
        Object.assign(cell, { source: changed.get(cell.id), outputs: [], execution_count: null });
    }
    const text = new Blob([JSON.stringify(notebook, null, 1)], { type: "application/json" });
    const url = URL.createObjectURL(text);
    Object.assign(document.createElement("a"), { href: url, download: `${lesson.name}.ipynb` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function originals() {
    if (!confirm("Replace all your code in this lesson by the original?")) return;
    cells.forEach((cell) => cell.original());
    status.say("The lesson is the original again.");
}

// Every file that this page needs is kept, so that it opens without a network.
async function keepForOffline() {
    if (!navigator.serviceWorker) return;
    try {
        await navigator.serviceWorker.register(new URL("../service-worker.js", import.meta.url));
        const { active } = await navigator.serviceWorker.ready;
        // Behind everything else: what the reader waits for, or moves, has the machine to itself.
        const keep = () => {
            if (python.sinceAsked < 3000 || cells.some(({ busy }) => busy)) setTimeout(keep, 3000);
            else active.postMessage({ lessons: "keep" });
        };
        setTimeout(keep, 3000);
        navigator.serviceWorker.addEventListener("message", ({ data }) => {
            if (data?.lessons !== "kept") return;
            document.documentElement.dataset.kept = data.missing;
            if (data.full) status.say("This browser has no room left to keep the course: the next visit needs the network.");
        });
    } catch {
        // A private window, perhaps: the page works, with a network.
    }
}

window.addEventListener("storage", (event) => {
    const id = edits.cellOf(event);
    cells.find(({ about }) => about.id === id)?.changedElsewhere();
});

// Code, formulas and outputs too wide for the column scroll: the keyboard has to get there, and only there.
function reachScrolling() {
    for (const wide of document.querySelectorAll("main :is(pre, .formula, .scroll)")) {
        if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
        else wide.removeAttribute("tabindex");
    }
}

holdPlace(elements);
reachScrolling();
// A link may name a cell, and not a heading only.
document.getElementById(`cell-${asked.cell}`)?.scrollIntoView();
window.addEventListener("resize", reachScrolling);
// What is folded has no width yet. The event does not bubble.
document.addEventListener("toggle", reachScrolling, true);
if (lesson.notebook) {
    status.buttons([
        ["Run all", runAll],
        ["Stop", () => stop()],
        ["Download as notebook", downloadNotebook],
        ["Get the original back", originals],
    ]);
    const root = new URL(window.lessonsPython.base, location.href).pathname;
    keptByJupyterLab(lesson.kept_as, root).then((kept) => {
        if (!kept) return;
        const door = new URL(document.querySelector(".bar .button").href);
        door.searchParams.set("path", kept);
        status.link("Your own version in JupyterLab", door.href);
    });
}
// Where the reader saves data, Python waits for the first sign that the reader is here.
if (python.started) watchNear();
else {
    status.say("Python starts when you scroll, touch or press a key: 18 MB, to save your data.");
    const begin = () => {
        for (const name of ["scroll", "pointerdown", "keydown"]) removeEventListener(name, begin);
        python.start();
        watchNear();
    };
    for (const name of ["scroll", "pointerdown", "keydown"]) addEventListener(name, begin, { passive: true });
}
