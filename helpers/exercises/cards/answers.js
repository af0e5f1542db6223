// The list of what is kept, and the ways to take it elsewhere. keep.js stands before.

function render({ model, el, signal }) {
  owner = model.get("owner") ?? "";
  const inBrowser = model.get("in_browser");
  const { body, say, complain } = makeCard(el, "Your answers");
  const list = make("div");
  let stored = { ...model.get("stored") };

  // The newer of what the browser has and what the store beside the notebook has.
  function records() {
    const found = { ...stored };
    for (const name of inBrowser ? recordNames() : []) {
      const mine = readRecord(name);
      if (mine?.at > (found[name]?.at ?? 0)) found[name] = mine;
    }
    const stands = ([, record]) => record.at > forgottenAt() && !isEmpty(record);
    return Object.fromEntries(Object.entries(found).filter(stands));
  }

  const latest = () => Math.max(forgottenAt(), ...Object.values(records()).map((r) => r.at));

  function item(name, record) {
    const [kind, ...rest] = name.split("-");
    const [textContent = rest.join("-") || name, title] = model.get("asked")[name] ?? [];
    const node = make("li", {}, make("strong", { textContent }));
    if (title) node.append(": ", make("span", { innerHTML: title })); // the course's own words
    const said = String(record.draft ?? "").slice(0, 200);
    if (said) node.append(" — ", make("q", { textContent: said }));
    if (record.committed === false) node.append(" (not committed yet)");
    if (kind === "solved" && record.at > 1) node.append(` (${when(record.at)})`);
    return node;
  }

  function lessonOf(name) {
    if (name.startsWith("solved-")) return "Exercises";
    const [question] = model.get("asked")[name] ?? [];
    return question ? `Lesson ${question.slice(0, 2)}` : "More";
  }

  function summary(lesson, names) {
    if (lesson === "Exercises") return `Exercises: ${names.length} solved`;
    const kindOf = (name) => name.match(/^(prediction|hunt)-/)?.[1] ?? "answer";
    const kinds = Object.entries(Object.groupBy(names, kindOf));
    return `${lesson}: ${kinds.map(([kind, { length }]) => count(length, kind)).join(", ")}`;
  }

  function showList() {
    const found = records();
    const lessons = Object.entries(Object.groupBy(Object.keys(found).sort(), lessonOf));
    const opened = [...list.querySelectorAll("details[open]")].map((node) => node.dataset.lesson);
    list.replaceChildren();
    for (const [lesson, names] of lessons.sort(([a], [b]) => a.localeCompare(b))) {
      const head = make("summary", { textContent: summary(lesson, names) });
      const inside = make("ul", {}, ...names.map((name) => item(name, found[name])));
      const details = make("details", { open: opened.includes(lesson) }, head, inside);
      details.dataset.lesson = lesson;
      list.append(details);
    }
    typeset(model, list);
    return Object.keys(found).length;
  }

  function refresh() {
    const n = showList();
    if (!n) return say("Nothing is kept yet. Commit a prediction, and it stands here.");
    const are = `${count(n, "answer")} ${n === 1 ? "is" : "are"} kept`;
    if (!inBrowser) say(`${are} until the kernel stops.`);
    else if (Object.entries(records()).every(([name, { at }]) => readRecord(name)?.at >= at)) {
      say(`${are} in this browser.`);
    } else {
      say(`${are} beside the notebook.`);
      complain("This browser keeps nothing: its storage is full, or closed, as it is in a private "
        + "window. On a machine that is thrown away, download your answers before you leave.");
    }
  }

  function save() {
    const answers = records();
    const file = { course: COURSE, version: 1, saved: new Date().toISOString(), answers };
    download(`${COURSE}-answers-${today()}.json`, JSON.stringify(file, null, 1) + "\n");
    say(`${count(Object.keys(answers).length, "answer")} downloaded.`);
  }

  function load(name, text) {
    const refuse = (why) => complain(`${name} ${why}. Nothing was changed.`);
    const file = quietly(() => JSON.parse(text));
    if (file === undefined) return refuse("is not a file of answers");
    const answers = file?.answers;
    if (file?.course !== COURSE || typeof answers !== "object" || !answers) {
      return refuse("holds no answers of this course");
    }
    if (file.version !== 1) {
      const other = String(file.version).slice(0, 20);
      return refuse(`was written by another version of this course (${other}; this one reads 1)`);
    }
    // What is loaded counts as newer than all that is here, or the old would win it back.
    const after = latest() + 1;
    const good = Object.entries(answers).filter(([, r]) => Number.isSafeInteger(r?.at) && r.at > 0);
    const loaded = {};
    for (const [key, record] of good) {
      loaded[key] = { ...record, at: Math.max(after, Math.min(record.at, Date.now())) };
      if (inBrowser) writeRecord(key, loaded[key]);
    }
    model.send({ do: "load", records: loaded });
    const bad = Object.keys(answers).length - good.length;
    say(`${count(good.length, "answer")} loaded from ${name}. What was not in it stays.`
      + (bad ? ` ${count(bad, "entry").replace("entrys", "entries")} could not be read.` : ""));
  }

  function forget() {
    const until = latest();
    for (const name of recordNames()) write(prefix() + name, null);
    write(forgottenKey(), String(until));
    model.send({ do: "forget" });
    say("Everything is forgotten.");
  }

  const buttons = make("div", { className: "sl-buttons" },
    button("Download", save),
    fileButton("Load a file", ".json,application/json", load),
    askingButton("Forget everything",
      () => `Forget ${count(Object.keys(records()).length, "answer")} for good?`,
      "Yes, forget", forget));
  body.append(list, buttons);

  for (const [name, record] of inBrowser ? Object.entries(records()) : []) {
    if (!(readRecord(name)?.at >= record.at)) writeRecord(name, record);
  }
  model.on("change:stored", () => {
    stored = { ...model.get("stored") };
    showList();
  });
  const onStorage = ({ key, newValue }) => {
    if (!key?.startsWith(COURSE)) return;
    if (newValue === null) delete stored[key.slice(prefix().length)]; // it was cleared
    refresh();
  };
  window.addEventListener("storage", onStorage, { signal });
  refresh();
}

export default { render };
