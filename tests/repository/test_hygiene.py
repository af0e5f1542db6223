"""What no file of this repository may hold."""

import re

from tests.repository.files import ROOT, text_of, tracked

# Hosts of package registries and of networks that serve their files. Written in pieces, because
# this file may not hold them either.
REGISTRIES = [
    "py" + "pi.org",
    "py" + "thonhosted.org",
    "anaconda" + ".org",
    "anaconda" + ".com",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "js" + "delivr.net",
    "un" + "pkg.com",
    "cdn" + "js.com",
    "cloudflare" + ".com",
    "skypack" + ".dev",
    "esm" + ".sh",
]
LARGEST_FILE = 3_000_000


def test_git_lists_the_files():
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert {"Makefile", "pyproject.toml", "tests/repository/test_hygiene.py"} <= names
    assert not any(name.startswith((".venv/", "dist/")) for name in names)


def test_no_file_names_a_package_registry():
    pattern = re.compile("|".join(re.escape(host) for host in REGISTRIES), re.IGNORECASE)
    found = {p.relative_to(ROOT).as_posix(): pattern.search(text_of(p) or "") for p in tracked()}
    assert {name for name, match in found.items() if match} == set()


def test_no_file_names_an_address_inside_some_network():
    pattern = re.compile(r"https?://(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d+")
    assert [p.name for p in tracked() if pattern.search(text_of(p) or "")] == []


def test_no_file_is_large():
    assert [p.name for p in tracked() if p.stat().st_size > LARGEST_FILE] == []


def test_text_files_end_in_one_newline_and_have_unix_line_ends():
    wrong = []
    for path in tracked():
        text = text_of(path)
        if text and not path.is_symlink() and path.suffix not in {".svg"}:
            last = text.endswith("\n") and not text.endswith("\n\n")
            if b"\r\n" in path.read_bytes() or not last:
                wrong.append(path.relative_to(ROOT).as_posix())
    assert wrong == []
