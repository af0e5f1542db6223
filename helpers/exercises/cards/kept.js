// What the reader's browser keeps: records of answers in localStorage, and edited notebooks in
// IndexedDB. It stands before each card's own script. Nothing of records throws: storage may be
// full, forbidden, or hold what others wrote. What of notebooks fails is told by notebooks.js.

const COURSE = "softmax-lessons";
// Whose records are read: on a hub one browser, and one address, may serve many people in turn.
// Empty where everybody has an address, or a browser, of their own.
let owner = "";
// Another version of the records has another prefix: it is not read, and not deleted either.
const prefix = () => (owner ? `${COURSE}-of/1/${owner}#` : `${COURSE}/1/`);
const forgottenKey = () => (owner ? `${COURSE}-of-forgotten/1/${owner}` : `${COURSE}-forgotten/1`);

const readRecord = (name) =>
  quietly(() => {
    const record = JSON.parse(localStorage.getItem(prefix() + name));
    return Number.isSafeInteger(record?.at) && record.at > 0 ? record : null;
  }, null);

// A record with nothing but its time is an empty one.
const isEmpty = (record) => Object.keys(record).every((key) => key === "at");

// Write, or remove where there is no value, and tell this page what other tabs hear anyway.
function write(key, newValue) {
  quietly(() => {
    if (newValue === null) localStorage.removeItem(key);
    else localStorage.setItem(key, newValue);
    window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
  });
}

const writeRecord = (name, record) =>
  write(prefix() + name, isEmpty(record) ? null : JSON.stringify(record));

function recordNames() {
  const keys = quietly(() => Object.keys(localStorage), []);
  return keys.filter((key) => key.startsWith(prefix())).map((key) => key.slice(prefix().length));
}

// When the reader last forgot everything: what is older is forgotten wherever it turns up again.
const forgottenAt = () => quietly(() => Number(localStorage.getItem(forgottenKey())), 0) || 0;

// Keep the record of a KeptWidget for as long as it is shown.
function keepInBrowser({ model, signal, experimental }) {
  owner = model.get("owner") ?? "";
  const name = model.get("kept_as");
  if (!name) return;
  const here = () => model.get("kept") ?? {};

  function compare() {
    const mine = readRecord(name);
    const theirs = here().at ?? 0;
    if (mine && mine.at > theirs) model.send({ do: "take back", record: mine });
    else if (theirs && theirs <= forgottenAt() && !isEmpty(here())) model.send({ do: "clear" });
    else if (theirs > (mine?.at ?? 0) && (mine || !isEmpty(here()))) writeRecord(name, here());
  }
  // State and not a message: a view that opens after it was told has to hear of it too.
  function listen() {
    for (const [told, record] of Object.entries(model.get("told") ?? {})) {
      // The first time counts.
      if (!readRecord(told) && record.at > forgottenAt()) writeRecord(told, record);
    }
  }
  model.on("change:told", listen);
  model.on("change:kept", compare);
  const onStorage = ({ key, newValue }) => {
    // A record that was removed was cleared or forgotten: that is no reason to write it.
    if (key === forgottenKey() || (key === prefix() + name && newValue)) compare();
  };
  window.addEventListener("storage", onStorage, { signal });
  compare();
  listen();
  keepEdits(model, experimental);
}

// --- copies of notebooks: {key: [name, machine], name, machine, at, notebook}

const MOST_COPIES = 5; // of one lesson; each is from another machine, and the oldest goes first

function copies(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`${COURSE}-notebooks`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("copies", { keyPath: "key" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      const change = base.transaction("copies", mode);
      const request = work(change.objectStore("copies"));
      change.oncomplete = () => (base.close(), resolve(request?.result));
      change.onabort = () => (base.close(), reject(change.error));
    };
  });
}

const allCopies = async () =>
  (await copies("readonly", (store) => store.getAll())).sort((a, b) => b.at - a.at);
const forgetCopy = (key) => copies("readwrite", (store) => store.delete(key));

async function keepCopy(name, machine, notebook) {
  const copy = { key: [name, machine], name, machine, at: Date.now(), notebook };
  await copies("readwrite", (store) => store.put(copy));
  const old = (await allCopies()).filter((other) => other.name === name).slice(MOST_COPIES);
  for (const { key } of old) await forgetCopy(key);
}

// What a notebook says, without outputs: two notebooks are the same if this is the same.
function saying(notebook) {
  const text = (source) => (Array.isArray(source) ? source.join("") : source);
  return JSON.stringify(notebook.cells.map((c) => [c.cell_type, text(c.source)]));
}

// The text of a lesson as it came, from the kernel; null where nobody has it.
async function original(experimental, name) {
  const [text] = await experimental.invoke("original", name, { signal: patience() });
  return text;
}
const patience = () => AbortSignal.timeout(60_000);

// On a machine that is thrown away: each time this notebook is saved, the browser keeps it too,
// unless it still says what it said when it came.
async function keepEdits(model, experimental) {
  const machine = model.get("machine");
  const context = model.widget_manager?.context;
  if (!machine || !context?.saveState) return;
  // Every widget of a notebook comes here; one of them is enough.
  const taken = Symbol.for(`${COURSE}-edits`);
  if (context[taken]) return;
  context[taken] = true;
  const name = context.path.split("/").pop();
  const came = await original(experimental, name).catch(() => null); // null: nobody knows
  const before = came && saying(JSON.parse(came));
  context.saveState.connect((_, state) => {
    if (!state.startsWith("completed")) return;
    const notebook = context.model.toJSON();
    if (saying(notebook) !== before) keepCopy(name, machine, notebook).catch(() => {});
  });
}
