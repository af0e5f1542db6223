// The lessons here and the copies of them in this browser. keep.js stands before.

function readNotebook(text) {
  const notebook = JSON.parse(text);
  if (typeof notebook.nbformat !== "number") throw new Error("this is not a notebook");
  saying(notebook); // fails where there are no cells
  return notebook;
}

function render({ model, el, experimental }) {
  const { body, say, complain } = makeCard(el, "Your notebooks");
  const context = model.widget_manager?.context; // of the notebook that this card stands in
  const isOpen = (name) => context?.path?.split("/").pop() === name;
  const inBrowser = model.get("in_browser");
  const place = model.get("machine") || "here"; // whose copies these are
  const here = make("div");
  const kept = make("div");

  async function ask(request) {
    const [{ text, problem }] = await experimental.invoke("ask", request, { signal: patience() });
    if (problem) throw new Error(problem);
    return text;
  }

  // Whatever fails is said in words, and nothing else has happened.
  const trying = (work) => async (...given) => {
    try {
      await work(...given);
    } catch (error) {
      complain(`That did not work: ${error.message}.`);
    }
  };

  async function current(name) {
    if (isOpen(name) && context.model.dirty) await context.save();
    return ask({ do: "read", name });
  }

  async function asItCame(name) {
    if (!inBrowser) return original(experimental, name);
    // On the site the lessons lie beside the page, whatever the browser has made of them.
    const folder = context.path.split("/").slice(0, -1).map((part) => `${part}/`).join("");
    const answer = await fetch(new URL(`../files/${folder}${name}`, location.href));
    return answer.ok ? answer.text() : null;
  }

  // Write a notebook; what stood there before is kept first, if anything would be lost.
  async function replace(name, text, whose) {
    const before = readNotebook(await current(name).catch(() => '{"nbformat": 4, "cells": []}'));
    const others = [await asItCame(name), text].filter(Boolean).map(readNotebook);
    const isKept = (copy) => copy.name === name && saying(copy.notebook) === saying(before);
    const isMine = before.cells.length && !others.map(saying).includes(saying(before));
    const lost = isMine && !(await allCopies()).some(isKept);
    if (lost) await keepCopy(name, `${place}, before ${Date.now()}`, before);
    await ask({ do: "write", name, text });
    if (isOpen(name)) await context.revert();
    const then = isOpen(name) ? "" : " If it is open, choose File → Reload Notebook from Disk.";
    const also = lost ? " What stood there before is kept below." : "";
    await refresh();
    say(`${name} is ${whose}.${then}${also}`);
  }

  async function keepAll() {
    const names = [];
    for (const { name, changed } of model.get("lessons")) {
      if (changed === false && !(isOpen(name) && context.model.dirty)) continue;
      await keepCopy(name, place, readNotebook(await current(name)));
      names.push(name);
    }
    await refresh();
    say(names.length
      ? `Kept in this browser: ${names.join(", ")}.`
      : "No lesson was changed, so there is nothing to keep.");
  }

  async function load(name, text) {
    // A browser calls a second download "01 (1).ipynb".
    const clean = name.replace(/ ?\(\d+\)(?=\.ipynb$)/, "");
    const notebook = quietly(() => readNotebook(text));
    if (!notebook) return complain(`${name} is not a notebook. Nothing was changed.`);
    if (!model.get("lessons").some((lesson) => lesson.name === clean)) {
      return complain(`No lesson here is called ${clean}. Nothing was changed.`);
    }
    await keepCopy(clean, "from a file", notebook);
    await refresh();
    say(`${clean} is loaded into this browser. Put it back where you want it.`);
  }

  function row(name, words, ...buttons) {
    const acts = make("div", { className: "sl-buttons" }, ...buttons);
    const head = make("th", { scope: "row", textContent: name });
    return make("tr", {}, head, make("td", { textContent: words }), make("td", {}, acts));
  }
  const table = (ariaLabel, rows) => make("table", { ariaLabel }, make("tbody", {}, ...rows));
  const title = (textContent) => make("p", {}, make("strong", { textContent }));

  async function putOriginal(name) {
    const text = await asItCame(name);
    if (!text) throw new Error(`the original of ${name} is not here`);
    await replace(name, text, "as it came");
  }

  // Many buttons say the same; a screen reader hears which lesson each is for.
  function rowHere({ name, changed }) {
    const words = { true: "changed by you", false: "as it came", null: "" };
    const get = button("Download", trying(async () => download(name, await current(name))),
      { ariaLabel: `Download ${name}` });
    // Without an original to compare with, only the site is sure to have one.
    if (changed === false || (changed === null && !inBrowser)) return row(name, words[changed], get);
    const back = askingButton("Get the original back", () => `Replace your ${name}?`,
      "Yes, replace", trying(() => putOriginal(name)),
      { ariaLabel: `Get the original of ${name} back` });
    return row(name, words[changed], get, back);
  }

  function rowKept({ key, name, at, notebook }) {
    const which = `${name}, kept ${when(at)}`;
    const text = JSON.stringify(notebook, null, 1) + "\n";
    const forget = async () => {
      await forgetCopy(key);
      await refresh();
      say("The copy is forgotten.");
    };
    return row(name, `kept ${when(at)}`,
      button("Put back", trying(() => replace(name, text, "put back")),
        { ariaLabel: `Put back ${which}` }),
      button("Download", () => download(name, text), { ariaLabel: `Download ${which}` }),
      askingButton("Forget", () => `Forget this copy of ${name}?`, "Yes, forget",
        trying(forget), { ariaLabel: `Forget ${which}` }));
  }

  async function refresh() {
    const rows = model.get("lessons").map(rowHere);
    here.replaceChildren(title("Here"), table("The lessons here", rows));
    try {
      const copies = (await allCopies()).map(rowKept);
      const none = make("p", { textContent: "No copies." });
      const what = copies.length ? table("Copies in this browser", copies) : none;
      kept.replaceChildren(title("Kept in this browser"), what);
    } catch {
      kept.replaceChildren();
      complain("This browser keeps no notebooks (a private window, perhaps). Download them.");
    }
  }

  model.on("change:lessons", refresh);
  body.append(here, kept, make("div", { className: "sl-buttons" },
    ...(inBrowser ? [] : [button("Keep the changed lessons in this browser", trying(keepAll))]),
    fileButton("Load a file", ".ipynb", trying(load)),
    button("Look again", trying(() => ask({ do: "look" })))));
  say(inBrowser
    ? "Here the browser itself keeps your edits, each time you save."
    : model.get("machine")
      ? "This machine is thrown away when you leave. This browser keeps a lesson when you save it."
      : "Your edits stay in the files. A copy in this browser is a second place.");
  refresh();
}

export default { render };
