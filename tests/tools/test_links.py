"""The public address is found where it is known, and README.md is true where it is not."""

import re
import subprocess

import pytest

from tests.repository.files import ROOT
from tools.links import FIRST_LESSON, PARTS, address, https, links, main, with_links

README = (ROOT / "README.md").read_text(encoding="utf-8")
ADA = "https://github.com/Ada/soft.max"


def test_the_readme_is_written_for_its_own_address_or_for_none():
    cloned = re.search(r"git clone (\S+)", README)
    assert with_links(README, cloned and cloned[1]) == README


def test_the_first_lesson_exists():
    assert (ROOT / FIRST_LESSON).is_file()


def test_links():
    assert links(ADA) == {
        "repository": ADA,
        "binder": "https://mybinder.org/v2/gh/Ada/soft.max/HEAD"
        "?urlpath=lab/tree/notebooks/00_start_here.ipynb",
        "site": "https://ada.github.io/soft.max/",
    }
    assert links("https://github.com/Ada/ada.github.io")["site"] == "https://ada.github.io/"


def test_what_is_not_known_is_not_guessed():
    assert links(None) == dict.fromkeys(("repository", "binder", "site"))
    elsewhere = "https://code.school.edu/maths/lessons"
    assert links(elsewhere) == {"repository": elsewhere, "binder": None, "site": None}


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/Ada/soft.max", ADA),
        ("https://github.com/Ada/soft.max.git", ADA),
        ("https://github.com/Ada/soft.max/", ADA),
        ("https://ada:secret@github.com/Ada/soft.max.git", ADA),
        ("git@github.com:Ada/soft.max.git", ADA),
        ("github.com:Ada/soft.max", ADA),
        ("ssh://git@github.com/Ada/soft.max.git", ADA),
        ("ssh://git@github.com:22/Ada/soft.max", ADA),
        ("https://gitlab.org/a/group/lessons.git", "https://gitlab.org/a/group/lessons"),
        ("", None),
        ("/srv/git/Ada/soft.max.git", None),
        ("../soft.max", None),
        ("file:///srv/git/Ada/soft.max.git", None),
        ("C:/Users/Ada/soft.max", None),
        ("http://localhost/Ada/soft.max", None),
        ("https://github.com/Ada", None),
    ],
)
def test_remotes(remote, expected):
    assert https(remote) == expected


def test_the_environment_of_a_workflow_comes_first():
    assert address({"GITHUB_REPOSITORY": "Ada/soft.max"}) == ADA
    elsewhere = {"GITHUB_REPOSITORY": "Ada/x", "GITHUB_SERVER_URL": "https://git.school.edu"}
    assert address(elsewhere) == "https://git.school.edu/Ada/x"


def test_without_one_the_remote_is_asked(tmp_path):
    assert address({}, tmp_path) is None
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    assert address({}, tmp_path) is None
    subprocess.run([*git, "remote", "add", "origin", "git@github.com:Ada/soft.max"], check=True)
    assert address({}, tmp_path) == ADA
    subprocess.run([*git, "remote", "set-url", "origin", str(tmp_path)], check=True)
    assert address({}, tmp_path) is None


@pytest.mark.parametrize("known", [ADA, "https://code.school.edu/maths/lessons", None])
def test_the_readme_promises_what_is_there(known):
    text = with_links(README, known)
    assert with_links(text, known) == text
    first = text.split("<!-- links:start -->")[1].split("<!-- links:end -->")[0]
    on_github = known == ADA
    assert ("https://ada.github.io/soft.max/" in first) == on_github
    assert ("`make serve`" in first) != on_github
    assert ("mybinder.org" in text) == on_github
    assert ("git clone" in text) == (known is not None)


def test_only_what_stands_between_the_markers_changes():
    def rest(text):
        return re.sub(r"<!-- links:\w+ -->.*?<!-- links:end -->", "", text, flags=re.DOTALL)

    assert rest(with_links(README, ADA)) == rest(README)


@pytest.mark.parametrize("readme", ["", README + README])
def test_missing_or_doubled_markers_are_named(readme):
    with pytest.raises(ValueError, match=f"links:{next(iter(PARTS))} --> once, got"):
        with_links(readme, None)


def test_the_command_rewrites_the_readme(tmp_path, capsys):
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    assert main({"GITHUB_REPOSITORY": "Ada/soft.max"}, tmp_path) == 0
    assert ADA in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert ADA in capsys.readouterr().out
    assert main({}, tmp_path) == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == with_links(README, None)
