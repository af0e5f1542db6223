"""pyproject.toml, requirements.txt and environment.yml say the same."""

import re

import pytest
from packaging.specifiers import SpecifierSet

from tests.repository.files import PYPROJECT, ROOT, canonical, conda, locked, minor, required

RUNTIME = required(PYPROJECT["project"]["dependencies"])
EXTRAS = {
    extra: required(names) for extra, names in PYPROJECT["project"]["optional-dependencies"].items()
}
# What conda calls by another name: matplotlib-base is matplotlib without Qt.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*RUNTIME, "setuptools"])
def test_conda_and_the_lock_have_the_same_minor_version(name):
    assert conda()[CONDA_NAMES.get(name, name)] == minor(locked()[name])


def test_conda_installs_nothing_that_the_project_does_not_ask_for():
    ours = {CONDA_NAMES.get(name, name) for name in RUNTIME}
    # postBuild needs pip to install the project and setuptools to build it.
    assert set(conda()) == ours | {"python", "pip", "setuptools"}


def test_conda_python_is_one_that_the_project_supports():
    assert conda()["python"] in SpecifierSet(PYPROJECT["project"]["requires-python"])


@pytest.mark.parametrize("extra", ["runtime", *EXTRAS])
def test_the_lock_holds_every_dependency_in_a_version_asked_for(extra):
    for name, specifier in {"runtime": RUNTIME, **EXTRAS}[extra].items():
        assert locked()[name] in SpecifierSet(specifier), name


def test_the_build_needs_nothing_outside_the_lock():
    # make installs the project with --no-build-isolation: what builds it must be there.
    for name, specifier in required(PYPROJECT["build-system"]["requires"]).items():
        assert locked()[name] in SpecifierSet(specifier)


def test_every_locked_package_has_hashes():
    entries = re.split(r"\n(?=[\w.-]+==)", LOCK)
    assert len(entries) > 50
    assert [e.split()[0] for e in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", e)] == []


def test_the_lock_names_no_index():
    options = [line for line in LOCK.splitlines() if re.match(r"\s*-(?!-hash=)", line)]
    assert options == []
    assert "://" not in LOCK


def test_each_package_is_locked_once_for_each_python():
    entries = re.findall(r"^([\w.-]+)==\S+( ; .+?)? \\$", LOCK, re.MULTILINE)
    names = [canonical(name) for name, _ in entries]
    twice = {name for name in names if names.count(name) > 1}
    # A second version is for another Python or another platform, and says so.
    assert [name for name, marker in entries if canonical(name) in twice and not marker] == []
    assert len(names) == len(re.findall(r"^[\w.-]+==", LOCK, re.MULTILINE))
