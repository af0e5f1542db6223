"""What no file of this repository may hold, and what nothing that a reader sees may."""

import re

import pytest

from tests.repository.files import PYPROJECT, ROOT, placeholders, text_of, tracked

# Hosts of package registries and of networks that serve their files. Written in pieces, because
# this file may not hold them either.
REGISTRIES = [
    "py" + "pi.org", "py" + "thonhosted.org", "anaconda" + ".org", "anaconda" + ".com",
    "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com", "js" + "delivr.net", "un" + "pkg.com",
    "cdn" + "js.com", "cloudflare" + ".com", "skypack" + ".dev", "esm" + ".sh",
]  # fmt: skip
INSIDE_A_NETWORK = re.compile(r"https?://(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+")
LARGEST_FILE = 1_000_000  # README's film is the largest
SEEN = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "LICENSE")),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "notebooks").glob("*.ipynb"),
    *(ROOT / "binder").glob("*"),
]


def test_no_file_names_a_package_registry_or_an_address_inside_some_network():
    for path in tracked():
        text = (text_of(path) or "").lower()
        assert [host for host in REGISTRIES if host in text] == [], path
        assert INSIDE_A_NETWORK.search(text) is None, path


def test_no_file_is_large():
    assert [p.name for p in tracked() if p.stat().st_size > LARGEST_FILE] == []


def test_text_files_end_in_one_newline_and_have_unix_line_ends():
    for path in tracked():
        if text_of(path) and not path.is_symlink():
            text = path.read_bytes()
            assert b"\r\n" not in text, path
            assert text == text.rstrip(b"\n") + b"\n", path


def test_no_placeholder_stands_in_what_a_reader_sees():
    found = {path.name: placeholders(path.read_text(encoding="utf-8")) for path in SEEN}
    assert {name: words for name, words in found.items() if words} == {}
    assert len(found) > 15
    assert placeholders(str(PYPROJECT["project"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.invalid/softmax-lessons",
        "https://mybinder.org/v2/gh/owner/softmax-lessons/HEAD",
        "https://owner.github.io/softmax-lessons/",
        "git clone <address of this repository> softmax-lessons",
        "TODO: say where",
    ],
)
def test_a_placeholder_is_found(text):
    assert len(placeholders(text)) == 1
