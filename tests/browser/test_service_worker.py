"""The service worker alone, on a site of two files that changes while a page of it is open."""

import os

import pytest
from playwright.sync_api import Error

from tools.lite.build import write_service_worker
from tools.lite.serve import SiteServer

pytestmark = pytest.mark.browser

# Registers it, and waits until what it keeps is kept.
KEEP = """async () => {
    const { serviceWorker } = navigator;
    const kept = new Promise((resolve) => { serviceWorker.onmessage = resolve; });
    await serviceWorker.register("service-worker.js");
    const { active } = await serviceWorker.ready;
    active.postMessage({ lessons: "keep" });
    await kept;
}"""
# Has it look for a change, and waits until that is kept whole.
UPDATE = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    while (!registration.waiting) {
        if (!registration.installing) throw new Error("there is no change, or it is not kept");
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}"""
FILES = """async () => {
    const read = async (name) => (await fetch(name)).text();
    return [document.title, await read("a.wasm"), await read("b.txt")];
}"""


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a version of the site, which is served as `write.url`."""

    def write(version):
        (tmp_path / "service-worker.js").unlink(missing_ok=True)
        (tmp_path / "index.html").write_text(f"<title>{version}</title>")
        for name in ("a.wasm", "b.txt"):
            (tmp_path / name).write_text(version)
        if version == "old":  # a server tells by the second when a file was changed
            os.utime(tmp_path / "a.wasm", (0, 0))
        write_service_worker(tmp_path)

    with SiteServer(tmp_path) as server:
        write.url = f"{server.url}/index.html"
        yield write


def test_a_change_of_the_site_comes_whole_though_the_browsers_own_cache_has_the_files(write, page):
    write("old")
    page.goto(write.url)
    assert page.evaluate(FILES) == ["old"] * 3  # the host allows 600 s without asking again
    page.evaluate(KEEP)
    page.goto(write.url)
    assert page.evaluate(FILES) == ["old"] * 3
    write("new")
    page.evaluate(UPDATE)
    assert page.evaluate(FILES) == ["old"] * 3  # as long as a page of it is open
    page.goto("about:blank")
    page.goto(write.url)
    assert page.evaluate(FILES) == ["new"] * 3
    page.context.set_offline(True)
    page.goto(write.url)
    assert page.evaluate(FILES) == ["new"] * 3


def test_a_change_of_which_a_file_is_missing_leaves_what_was_kept(write, page, tmp_path):
    write("old")
    page.goto(write.url)
    page.evaluate(KEEP)
    write("new")
    (tmp_path / "b.txt").unlink()
    with pytest.raises(Error, match="it is not kept"):
        page.evaluate(UPDATE)
    page.goto("about:blank")
    page.context.set_offline(True)
    page.goto(write.url)
    assert page.evaluate(FILES) == ["old"] * 3
