// Keeps the whole course in the browser, so that it opens with the network off, and carries
// questions about files from Python, which can only wait, to the page, which can only answer later.
"use strict";

// Every file of the site and its hash, written by tools/lite/offline.py. A file is kept under its
// hash: what did not change is not fetched again after the course was mended.
const FILES = {};
const CACHE = "softmax-lessons";
const AT_ONCE = 4;
const scope = new URL("./", self.location.href);
const channel = new BroadcastChannel("/sw-api.v1");

self.addEventListener("install", () => {
    // The first one serves the page that is open. A later one waits until every tab is closed:
    // no page is given files of two versions.
    if (!self.registration.active) self.skipWaiting();
});

self.addEventListener("activate", (event) => {
    event.waitUntil(Promise.all([self.clients.claim(), forget()]));
});

self.addEventListener("message", (event) => {
    if (event.data?.lessons === "keep")
        event.waitUntil(keepAll().then((missing) => event.source?.postMessage({ lessons: "kept", missing })));
});

self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    if (url.origin !== scope.origin) return;
    if (url.pathname.endsWith("/api/service-worker-heartbeat"))
        event.respondWith(new Response("ok"));
    else if (event.request.method === "POST" && /\/api\/(drive|stdin\/)/.test(url.pathname))
        event.respondWith(ask(event.request, url.pathname));
    else if (event.request.method === "GET") {
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
    return found ?? keep(cache, name, await fetch(request));
}

function keep(cache, name, response) {
    // No await: the reader gets the file at once. Storage that is full or forbidden only means
    // that the network is asked the next time too.
    if (response.status === 200 && !response.redirected)
        cache.put(keyOf(name), response.clone()).catch(() => {});
    return response;
}

async function keepAll() {
    const cache = await caches.open(CACHE);
    const have = new Set((await cache.keys()).map((request) => request.url));
    const wanted = Object.keys(FILES).filter((name) => !have.has(keyOf(name)));
    const fetchNext = async () => {
        while (wanted.length) {
            const name = wanted.shift();
            const response = await fetch(new URL(encodeURI(name), scope));
            if (response.status === 200) await cache.put(keyOf(name), response);
        }
    };
    try {
        await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    } catch {
        return wanted.length + 1;
    }
    return 0;
}

async function forget() {
    const cache = await caches.open(CACHE);
    const wanted = new Set(Object.keys(FILES).map(keyOf));
    const old = (await cache.keys()).filter((request) => !wanted.has(request.url));
    await Promise.all(old.map((request) => cache.delete(request)));
}

// Python asks with a request that waits; the page hears of it here and answers here.
async function ask(request, pathname) {
    const question = await request.json();
    const requestId = (question.requestId ??= crypto.randomUUID());
    const answered = new Promise((resolve) => {
        channel.addEventListener("message", function hear({ data }) {
            if (data.browsingContextId !== question.browsingContextId) return;
            if (!("response" in data) || (data.requestId ?? requestId) !== requestId) return;
            channel.removeEventListener("message", hear);
            resolve(data.response);
        });
    });
    channel.postMessage({ ...question, pathname });
    return new Response(JSON.stringify(await answered));
}
