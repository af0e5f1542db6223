// Keeps the pages and their Python in the browser, so that they open with the network off.
"use strict";

// Every file of the site and its hash, written by tools/lite/build.py. A file is kept under its
// hash: what did not change is not fetched again after the course was mended.
const FILES = {};
const CACHE = "softmax-lessons";
const BEFORE = "softmax-lessons-python"; // 38 MB that an earlier version kept
const AT_ONCE = 4;
const scope = new URL("./", self.location.href);

self.addEventListener("install", (event) => {
    // The first one serves the page that is open. A later one waits until every tab is closed:
    // no page is given files of two versions.
    if (!self.registration.active) self.skipWaiting();
    else event.waitUntil(keepChanged());
});

self.addEventListener("activate", (event) => {
    event.waitUntil(Promise.all([self.clients.claim(), forget(), caches.delete(BEFORE)]));
});

self.addEventListener("message", (event) => {
    if (event.data?.lessons === "keep")
        event.waitUntil(keepAll().then((said) => event.source?.postMessage({ lessons: "kept", ...said })));
});

self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (url.origin !== scope.origin) return;
    if (event.request.method === "GET") {
        const name = nameOf(url);
        if (name in FILES) event.respondWith(kept(name, event.request));
    }
});

function nameOf(url) {
    if (!url.pathname.startsWith(scope.pathname)) return null;
    const name = decodeURIComponent(url.pathname.slice(scope.pathname.length));
    return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}

const keyOf = (name) => new URL(`${encodeURI(name)}?kept=${FILES[name]}`, scope).href;

async function kept(name, request) {
    const cache = await caches.open(CACHE);
    const found = await cache.match(keyOf(name));
    if (!found) return keep(cache, name, await fetch(request));
    return name.endsWith(".wasm") ? compiled(found, request.url) : found;
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

function keep(cache, name, response) {
    // No await: the reader gets the file at once. Storage that is full or forbidden only means
    // that the network is asked the next time too.
    if (response.status === 200 && !response.redirected)
        cache.put(keyOf(name), response.clone()).catch(() => {});
    return response;
}

// The browser's own cache may hold the files of before as long as the host allows: it has to ask.
async function keepChanged() {
    const { missing } = await keepAll("no-cache");
    if (missing) throw new Error(`${missing} files are missing: the version of before stays`);
}

async function keepAll(cacheMode = "default") {
    const cache = await caches.open(CACHE);
    const have = new Set((await cache.keys()).map((request) => request.url));
    const wanted = Object.keys(FILES).filter((name) => !have.has(keyOf(name)));
    const fetchNext = async () => {
        while (wanted.length) {
            const name = wanted.shift();
            const response = await fetch(new URL(encodeURI(name), scope), { cache: cacheMode });
            if (response.status === 200) await cache.put(keyOf(name), response);
        }
    };
    try {
        await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    } catch (error) {
        return { missing: wanted.length + 1, full: error.name === "QuotaExceededError" };
    }
    return { missing: 0, full: false };
}

async function forget() {
    const cache = await caches.open(CACHE);
    const wanted = new Set(Object.keys(FILES).map(keyOf));
    const old = (await cache.keys()).filter((request) => !wanted.has(request.url));
    await Promise.all(old.map((request) => cache.delete(request)));
}
