"""The links of README.md follow from the address in pyproject.toml."""

import pytest

from tests.repository.files import ROOT
from tools.links import END, FIRST_LESSON, START, links, main, repository, with_links

README = f"# Title\n\n{START}\nold\n{END}\n\nrest\n"


def test_the_readme_agrees_with_pyproject():
    address = repository((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_links(readme, address) == readme


def test_the_first_lesson_exists():
    assert (ROOT / FIRST_LESSON).is_file()


def test_the_address_stands_in_no_other_file():
    """One place, and what `make links` writes from it."""
    address = repository((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count(address) == 1


@pytest.mark.parametrize("tail", ["", "/", ".git"])
def test_links(tail):
    assert links(f"https://github.com/Ada/soft.max{tail}") == {
        "repository": "https://github.com/Ada/soft.max",
        "binder": "https://mybinder.org/v2/gh/Ada/soft.max/HEAD"
        "?urlpath=lab/tree/notebooks/00_start_here.ipynb",
        "site": "https://ada.github.io/soft.max/",
    }


@pytest.mark.parametrize(
    "address", ["", "github.com/a/b", "http://github.com/a/b", "https://github.com/a", "https:///a/b"]
)
def test_a_bad_address_is_named(address):
    with pytest.raises(ValueError, match=r"expected https://<host>/<owner>/<name>"):
        links(address)


def test_only_what_stands_between_the_markers_changes():
    text = with_links(README, "https://example.invalid/a/b")
    assert text.startswith(f"# Title\n\n{START}\n[repository]: https://example.invalid/a/b\n")
    assert text.endswith(f"{END}\n\nrest\n")
    assert with_links(text, "https://example.invalid/a/b") == text


@pytest.mark.parametrize("readme", ["", START, END, README + README])
def test_missing_or_doubled_markers_are_named(readme):
    with pytest.raises(ValueError, match="once each"):
        with_links(readme, "https://example.invalid/a/b")


def test_the_command_rewrites_the_readme(tmp_path, capsys):
    (tmp_path / "README.md").write_text(README)
    (tmp_path / "pyproject.toml").write_text(
        '[project.urls]\nRepository = "https://example.invalid/a/b"\n'
    )
    assert main(tmp_path) == 0
    assert "https://a.github.io/b/" in (tmp_path / "README.md").read_text()
    assert "https://a.github.io/b/" in capsys.readouterr().out
