"""The public address is found where it is known, and README.md is true where it is not."""

import re
import subprocess

import pytest

from tests.repository.files import ROOT
from tools.links import (
    CLASSROOM,
    CLASSROOM_PARTS,
    FIRST_LESSON,
    PARTS,
    address,
    https,
    links,
    main,
    with_links,
)

FILES = {"README.md": PARTS, CLASSROOM: CLASSROOM_PARTS}
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES}
ADA = "https://github.com/Ada/soft.max"
SCHOOL = "https://code.school.edu/maths/lessons"


def test_the_files_are_written_for_their_own_address_or_for_none():
    cloned = re.search(r"git clone (\S+)", TEXTS["README.md"])
    for name, parts in FILES.items():
        assert with_links(TEXTS[name], cloned and cloned[1], parts) == TEXTS[name]
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


def pull(name):
    """Return the link of nbgitpuller for a lesson, which lacks the hub alone."""
    where = f"lab/tree/soft.max/notebooks/{name}"
    return f"https://HUB/hub/user-redirect/git-pull?repo={ADA}&urlpath={where}\n"


def test_the_command_promises_what_is_there_and_changes_nothing_else(tmp_path):
    def written(environment):
        main(environment, tmp_path)
        return [(tmp_path / name).read_text(encoding="utf-8") for name in FILES]

    def rest(text):
        return re.sub(r"<!-- links:\w+ -->.*?<!-- links:end -->", "", text, flags=re.DOTALL)

    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)  # without an origin
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    ada = {"GITHUB_REPOSITORY": "Ada/soft.max"}
    school = {"GITHUB_REPOSITORY": "maths/lessons", "GITHUB_SERVER_URL": "https://code.school.edu"}
    for environment in (ada, school, {}):
        readme, classroom = written(environment)
        assert [rest(readme), rest(classroom)] == [rest(text) for text in TEXTS.values()]
        first = readme.split("<!-- links:start -->")[1].split("<!-- links:end -->")[0]
        assert ("https://ada.github.io/soft.max/" in first) == (environment is ada)
        assert ("`make serve`" in first) != (environment is ada)
        assert ("mybinder.org" in readme) == (environment is ada)
        assert ("git clone" in readme) == bool(environment)
        assert (f"git-pull?repo={SCHOOL}&" in classroom) == (environment is school)
        assert ("git-pull?" in classroom) == bool(environment)
    lessons = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert "".join(pull(path.name) for path in lessons) in written(ada)[1]


def test_missing_or_doubled_markers_are_named():
    for readme in ("", 2 * TEXTS["README.md"]):
        with pytest.raises(ValueError, match="links:start"):
            with_links(readme, None)
