"""pyproject.toml, the locks and environment.yml say the same, and Binder builds from the last."""

import json
import re
import sys

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.repository.files import PYPROJECT, ROOT, locked, ran

CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
PROJECT = PYPROJECT["project"]
# make installs the project with --no-build-isolation: what builds it must be in the lock too.
ASKED = PROJECT["optional-dependencies"] | {
    "runtime": PROJECT["dependencies"],
    "build system": PYPROJECT["build-system"]["requires"],
}


@pytest.mark.parametrize("part", ASKED)
def test_the_lock_holds_every_dependency_in_a_version_asked_for(part):
    for asked in map(Requirement, ASKED[part]):
        assert locked()[asked.name] in asked.specifier, asked.name


def test_conda_installs_what_the_project_asks_for_in_the_minor_versions_of_the_lock():
    names = [Requirement(asked).name for asked in PROJECT["dependencies"]]
    # postBuild needs pip to install the project and setuptools to build it.
    minor = {name: ".".join(locked()[name].split(".")[:2]) for name in [*names, "setuptools"]}
    minor["matplotlib-base"] = minor.pop("matplotlib")  # conda's matplotlib without Qt
    versions = dict(entry.split("=") for entry in CONDA if "=" in entry)
    python = versions.pop("python")
    assert versions == minor
    assert {entry for entry in CONDA if "=" not in entry} == {"pip"}
    assert python in SpecifierSet(PROJECT["requires-python"])


# A package in one version, on which platforms, its hashes, and who asks for it.
ENTRY = r"[\w.-]+==\S+( ; .+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+( +#.*\n)*"


@pytest.mark.parametrize("file", ["requirements.txt", "tools/classroom/requirements.txt"])
def test_a_lock_has_a_hash_for_every_package_and_names_no_index(file):
    lock = (ROOT / file).read_text(encoding="utf-8")
    assert len(locked(file)) > 50
    assert re.sub(ENTRY, "", lock) == ""
    assert "://" not in lock


@pytest.mark.parametrize("folder", ["site", "tools/classroom"])
def test_a_lock_of_npm_has_a_hash_for_every_package_and_no_address_of_files(folder):
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert len(packages) > 10
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)
    assert not any("resolved" in entry for entry in packages)


@pytest.mark.posix
def test_binder_installs_environment_yml_and_then_the_project():
    # repo2docker's own Dockerfile says it; no Docker is needed for that.
    run = ran(sys.executable, "-m", "repo2docker", "--no-build", "--debug", ".")
    said = run.stdout + run.stderr
    assert "python=3.12" in said
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "binder/environment.yml"' in said
    lines = said.splitlines()
    copied = [n for n, line in enumerate(lines) if line.startswith("COPY") and "src/ " in line]
    assert 0 < max(copied) < lines.index("RUN ./binder/postBuild")
    # With a folder binder/, repo2docker must ignore requirements.txt and pyproject.toml.
    assert "requirements.txt" not in said
    assert "pip install" not in said
    first, *_, strict, install, old_names = (ROOT / "binder/postBuild").read_text().splitlines()
    assert first.startswith("#!")
    assert strict == "set -euo pipefail"  # without it a step that fails would be skipped over
    assert install == "python -m pip install --no-deps --no-build-isolation -e ."
    assert old_names == "python -m tools.moved notebooks"


def test_scripts_are_executable_and_there_is_one_environment_yml():
    names = ("binder/environment.yml", "binder/postBuild", "binder/start", ".ci/run")
    modes = [line.split()[0] for line in ran("git", "ls-files", "-s", *names).stdout.splitlines()]
    assert sorted(modes) == ["100755", "100755", "100755", "120000"]
    # What git holds of a link is the path to which it leads.
    assert ran("git", "show", ":binder/environment.yml").stdout == "../environment.yml"
