"""The public address is found where it is known, and README.md is true where it is not."""

import re
import subprocess

import pytest

from tests.repository.files import ROOT
from tools.links import FILES, address, https, links, main, with_links

TEXTS = [(ROOT / name).read_text(encoding="utf-8") for name in FILES]
ADA = "https://github.com/Ada/soft.max"
SCHOOL = "https://code.school.edu/maths/lessons"


def test_the_files_have_every_part_written_for_their_own_address_or_for_none():
    cloned = re.search(r"git clone (\S+)", TEXTS[0])
    assert [with_links(text, cloned and cloned[1]) for text in TEXTS] == TEXTS
    parts = [re.findall(r"<!-- links:(\w+) -->", text) for text in TEXTS]
    assert parts == [["start", "end", "ways", "end", "copy", "end"], ["pull", "end"]]


def test_a_page_of_an_owner_has_no_folder_and_what_is_not_known_is_not_guessed():
    assert links("https://github.com/Ada/ada.github.io")["site"] == "https://ada.github.io/"
    assert links(SCHOOL) == {"repository": SCHOOL, "binder": None, "site": None}


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/Ada/soft.max/", ADA),
        ("https://ada:secret@github.com/Ada/soft.max.git", ADA),
        ("https://code.school.edu:8443/maths/x", "https://code.school.edu:8443/maths/x"),
        ("ssh://git@github.com:22/Ada/soft.max", ADA),
        ("https://gitlab.org/a/group/lessons.git", "https://gitlab.org/a/group/lessons"),
        ("", None),
        ("file:///srv/git/Ada/soft.max.git", None),
        ("C:/Users/Ada/soft.max", None),
        ("http://localhost/Ada/soft.max", None),
        ("https://github.com/Ada", None),
    ],
)
def test_remotes(remote, expected):
    assert https(remote) == expected


def test_a_folder_without_git_has_no_address(tmp_path):
    assert address(tmp_path) is None


# What a reader is promised, and at which addresses.
PROMISES = {
    "[Open it in your browser](https://ada.github.io/soft.max/)": [ADA],
    "(https://mybinder.org/v2/gh/Ada/soft.max/HEAD?urlpath=lab/tree/notebooks/00_": [ADA],
    f"git clone {ADA} ": [ADA],
    f"git clone {SCHOOL} ": [SCHOOL],
    "-->\n**`make serve`**": [SCHOOL, None],
    "```sh\nmake lab\n": [None],
    f"/git-pull?repo={ADA}&urlpath=lab/tree/soft.max/notebooks/08_digits.ipynb\n": [ADA],
    f"/git-pull?repo={SCHOOL}&urlpath=lab/tree/lessons/notebooks/00_start_here.ipynb\n": [SCHOOL],
    "This copy has no public address": [None],
}


@pytest.mark.parametrize("repository", [ADA, SCHOOL, None])
def test_the_command_promises_what_is_there_and_changes_nothing_else(tmp_path, repository):
    for file, text in zip(FILES, TEXTS):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    if repository:
        subprocess.run([*git, "remote", "add", "origin", f"{repository}.git"], check=True)
    main(tmp_path)
    written = "".join((tmp_path / file).read_text(encoding="utf-8") for file in FILES)
    assert {promise: promise in written for promise in PROMISES} == {
        promise: repository in where for promise, where in PROMISES.items()
    }
    assert written.count("/git-pull?") == (11 if repository else 0)

    def rest(text):
        return re.sub(r"<!-- links:\w+ -->.*?<!-- links:end -->", "", text, flags=re.DOTALL)

    assert rest(written) == rest("".join(TEXTS))
