"""The public address is found where it is known, and README.md is true where it is not."""

import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.repository.files import ROOT
from tools.links import (
    CLASSROOM,
    CLASSROOM_PARTS,
    FIRST_LESSON,
    address,
    https,
    links,
    main,
    with_links,
)

README = (ROOT / "README.md").read_text(encoding="utf-8")
CLASS = (ROOT / CLASSROOM).read_text(encoding="utf-8")
ADA = "https://github.com/Ada/soft.max"
SCHOOL = "https://code.school.edu/maths/lessons"


def test_the_readme_is_written_for_its_own_address_or_for_none():
    cloned = re.search(r"git clone (\S+)", README)
    assert with_links(README, cloned and cloned[1]) == README
    assert with_links(CLASS, cloned and cloned[1], CLASSROOM_PARTS) == CLASS
    assert (ROOT / FIRST_LESSON).is_file()


def test_what_is_known_of_an_address_is_linked_and_the_rest_is_not_guessed():
    assert links(ADA) == {
        "repository": ADA,
        "binder": "https://mybinder.org/v2/gh/Ada/soft.max/HEAD"
        "?urlpath=lab/tree/notebooks/00_start_here.ipynb",
        "site": "https://ada.github.io/soft.max/",
    }
    assert links("https://github.com/Ada/ada.github.io")["site"] == "https://ada.github.io/"
    assert links(None) == dict.fromkeys(("repository", "binder", "site"))
    assert links(SCHOOL) == {"repository": SCHOOL, "binder": None, "site": None}


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/Ada/soft.max/", ADA),
        ("https://ada:secret@github.com/Ada/soft.max.git", ADA),
        ("https://code.school.edu:8443/maths/x", "https://code.school.edu:8443/maths/x"),
        ("git@github.com:Ada/soft.max.git", ADA),
        ("github.com:Ada/soft.max", ADA),
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


def test_the_environment_of_a_workflow_comes_first_and_then_the_remote(tmp_path):
    elsewhere = {"GITHUB_REPOSITORY": "Ada/x", "GITHUB_SERVER_URL": "https://git.school.edu"}
    assert address(elsewhere) == "https://git.school.edu/Ada/x"
    assert address({}, tmp_path) is None
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    assert address({}, tmp_path) is None
    subprocess.run([*git, "remote", "add", "origin", "git@github.com:Ada/soft.max"], check=True)
    assert address({}, tmp_path) == ADA
    assert address({"GITHUB_REPOSITORY": "Ada/x"}, tmp_path) == "https://github.com/Ada/x"


@pytest.mark.parametrize("known", [ADA, SCHOOL, None])
def test_the_readme_promises_what_is_there_and_nothing_else_changes(known):
    def rest(text):
        return re.sub(r"<!-- links:\w+ -->.*?<!-- links:end -->", "", text, flags=re.DOTALL)

    text = with_links(README, known)
    assert with_links(text, known) == text
    assert rest(text) == rest(README)
    first = text.split("<!-- links:start -->")[1].split("<!-- links:end -->")[0]
    on_github = known == ADA
    assert ("https://ada.github.io/soft.max/" in first) == on_github
    assert ("`make serve`" in first) != on_github
    assert ("mybinder.org" in text) == on_github
    assert ("git clone" in text) == (known is not None)


def test_missing_or_doubled_markers_are_named():
    for readme in ("", README + README):
        with pytest.raises(ValueError, match="links:start"):
            with_links(readme, None)


@pytest.mark.parametrize("known", [ADA, SCHOOL])
def test_a_link_of_nbgitpuller_for_each_lesson_lacks_the_hub_alone(known):
    text = with_links(CLASS, known, CLASSROOM_PARTS)
    assert with_links(text, known, CLASSROOM_PARTS) == text
    found = [urlsplit(line) for line in text.splitlines() if "git-pull" in line]
    asked = [parse_qs(link.query, strict_parsing=True) for link in found]
    assert {(link.scheme, link.netloc, link.path) for link in found} == {
        ("https", "HUB", "/hub/user-redirect/git-pull")
    }
    assert {repository for each in asked for repository in each["repo"]} == {known}
    folder = known.rpartition("/")[2]
    lessons = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert [each["urlpath"] for each in asked] == [
        [f"lab/tree/{folder}/notebooks/{path.name}"] for path in lessons
    ]


def test_without_an_address_there_is_no_link_of_nbgitpuller():
    assert "git-pull?" not in with_links(CLASS, None, CLASSROOM_PARTS)


def test_the_command_rewrites_both_files(tmp_path, capsys):
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    (tmp_path / CLASSROOM).parent.mkdir(parents=True)
    (tmp_path / CLASSROOM).write_text(CLASS, encoding="utf-8")
    main({"GITHUB_REPOSITORY": "Ada/soft.max"}, tmp_path)
    assert ADA in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert f"git-pull?repo={ADA}&" in (tmp_path / CLASSROOM).read_text(encoding="utf-8")
    assert ADA in capsys.readouterr().out
    main({}, tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == with_links(README, None)
    assert "git-pull?" not in (tmp_path / CLASSROOM).read_text(encoding="utf-8")
