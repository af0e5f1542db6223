"""pyproject.toml, requirements.txt and environment.yml say the same."""

import json
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


@pytest.mark.parametrize("name", [*RUNTIME, "setuptools"])
def test_conda_and_the_lock_have_the_same_minor_version(name):
    assert conda()[CONDA_NAMES.get(name, name)] == minor(locked()[name])


def test_conda_installs_nothing_that_the_project_does_not_ask_for_and_a_python_it_supports():
    ours = {CONDA_NAMES.get(name, name) for name in RUNTIME}
    # postBuild needs pip to install the project and setuptools to build it.
    assert set(conda()) == ours | {"python", "pip", "setuptools"}
    assert conda()["python"] in SpecifierSet(PYPROJECT["project"]["requires-python"])


# make installs the project with --no-build-isolation: what builds it must be in the lock too.
ASKED = {"runtime": RUNTIME, "build system": required(PYPROJECT["build-system"]["requires"])}


@pytest.mark.parametrize("extra", [*ASKED, *EXTRAS])
def test_the_lock_holds_every_dependency_in_a_version_asked_for(extra):
    for name, specifier in (ASKED | EXTRAS)[extra].items():
        assert locked()[name] in SpecifierSet(specifier), name


@pytest.mark.parametrize("file", ["requirements.txt", "tools/classroom/requirements.txt"])
def test_a_lock_has_a_hash_for_every_package_and_names_no_index(file):
    lock = (ROOT / file).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", lock)
    assert len(entries) > 50
    assert [e.split()[0] for e in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", e)] == []
    assert [line for line in lock.splitlines() if re.match(r"\s*-(?!-hash=)", line)] == []
    assert "://" not in lock
    pinned = re.findall(r"^([\w.-]+)==\S+( ; .+?)? \\$", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
    names = [canonical(name) for name, _ in pinned]
    # A second version is for another Python or another platform, and says so.
    bare = [canonical(name) for name, marker in pinned if not marker]
    assert [name for name in bare if names.count(name) > 1] == []


@pytest.mark.parametrize("folder", ["site", "tools/classroom"])
def test_a_lock_of_npm_has_a_hash_for_every_package_and_no_address_of_files(folder):
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)
    assert not any("resolved" in entry for entry in packages)
