// Keeps the pages and their Python in the browser, so that they open with the network off.

// Every file of the pages, Pyodide and the lessons, by tools/lite/build.py. Each is kept under its
// hash: what did not change is not fetched again after the course was mended.
const FILES = {};
const CACHE = "softmax-lessons";
const BEFORE = "softmax-lessons-python"; // 38 MB that an earlier version kept
const AT_ONCE = 4;
const scope = new URL("./", self.location.href);

self.addEventListener("install", (event) => {
    // The first one serves the page that is open. A later one waits until every tab is closed:
    // no page is given files of two versions. If not all can be kept, the version of before stays.
    // The browser's own cache may hold its files as long as the host allows: it has to ask.
    if (!self.registration.active) self.skipWaiting();
    else event.waitUntil(keepAll("no-cache"));
});

self.addEventListener("activate", (event) => {
    event.waitUntil(Promise.all([self.clients.claim(), forget(), caches.delete(BEFORE)]));
});

self.addEventListener("message", (event) => {
    if (event.data?.lessons !== "keep") return;
    const tell = (missing, full) => event.source?.postMessage({ lessons: "kept", missing, full });
    const failed = (error) => tell(1, error.name === "QuotaExceededError");
    event.waitUntil(keepAll("default").then(() => tell(0, false), failed));
});

self.addEventListener("fetch", (event) => {
    const name = nameOf(new URL(event.request.url));
    if (event.request.method === "GET" && name in FILES) event.respondWith(kept(name, event.request));
});

// The name that the file at an address has in FILES; null outside this site.
function nameOf({ origin, pathname }) {
    if (!`${origin}${pathname}`.startsWith(scope.href)) return null;
    const name = decodeURIComponent(pathname.slice(scope.pathname.length));
    return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}

const keyOf = (name) => new URL(`${encodeURI(name)}?kept=${FILES[name]}`, scope).href;

async function kept(name, request) {
    const cache = await caches.open(CACHE);
    const found = await cache.match(keyOf(name));
    if (found) return name.endsWith(".wasm") ? compiled(found, request.url) : found;
    const response = await fetch(request);
    // No await: the reader gets the file at once. Storage that is full or forbidden only means
    // that the network is asked the next time too.
    if (response.status === 200 && !response.redirected)
        cache.put(keyOf(name), response.clone()).catch(() => {});
    return response;
}

// Chromium keeps what it has compiled beside a file in its own cache, not beside a file in ours.
// With a profile on disk a second visit takes 2.6 s with it and 3.4 s without.
async function compiled(ours, url) {
    const asked = fetch(url, { cache: "only-if-cached", mode: "same-origin" });
    const copy = await asked.catch(() => null); // it has none any more
    return copy?.ok && sameFile(copy, ours) ? copy : ours;
}

function sameFile(one, other) {
    const mark = (response) => response.headers.get("etag") ?? response.headers.get("last-modified");
    return mark(one) !== null && mark(one) === mark(other);
}

async function keepAll(cacheMode) {
    const cache = await caches.open(CACHE);
    const have = new Set((await cache.keys()).map((request) => request.url));
    const wanted = Object.keys(FILES).filter((name) => !have.has(keyOf(name)));
    const fetchNext = async () => {
        while (wanted.length) {
            const name = wanted.shift();
            const response = await fetch(new URL(encodeURI(name), scope), { cache: cacheMode });
            if (response.status !== 200) throw new Error(`${response.status} for ${name}`);
            await cache.put(keyOf(name), response);
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
}

async function forget() {
    const cache = await caches.open(CACHE);
    const wanted = new Set(Object.keys(FILES).map(keyOf));
    const old = (await cache.keys()).filter((request) => !wanted.has(request.url));
    await Promise.all(old.map((request) => cache.delete(request)));
}
