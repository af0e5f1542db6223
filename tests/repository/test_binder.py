"""What Binder would build, from repo2docker's own Dockerfile; no Docker is needed for that."""

import os
import subprocess
import sys

import pytest

from tests.repository.files import ROOT


def said_by(*command):
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return run.stdout + run.stderr


@pytest.mark.posix
def test_binder_installs_environment_yml_and_then_the_project():
    said = said_by(sys.executable, "-m", "repo2docker", "--no-build", "--debug", ".")
    assert "python=3.12" in said
    assert 'env update -p ${NB_PYTHON_PREFIX} --file "binder/environment.yml"' in said
    lines = said.splitlines()
    copied = [n for n, line in enumerate(lines) if line.startswith("COPY") and "src/ " in line]
    assert 0 < max(copied) < lines.index("RUN ./binder/postBuild")
    # With a folder binder/, repo2docker must ignore requirements.txt and pyproject.toml.
    assert "requirements.txt" not in said
    assert "pip install" not in said


def test_environment_yml_is_one_file():
    link = ROOT / "binder" / "environment.yml"
    # Where symbolic links are not available git writes the target as the file's text.
    target = os.readlink(link) if link.is_symlink() else link.read_text()
    assert target == "../environment.yml"


def test_post_build_stops_at_the_first_error_installs_the_project_and_lets_old_links_lead_on():
    lines = (ROOT / "binder" / "postBuild").read_text().splitlines()
    assert lines[0].startswith("#!")
    assert "set -euo pipefail" in lines
    assert lines[-2:] == [
        "python -m pip install --no-deps --no-build-isolation -e .",
        "python -m tools.moved notebooks",
    ]


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("binder/environment.yml", "120000"),
        ("binder/postBuild", "100755"),
        ("binder/start", "100755"),
        (".ci/run", "100755"),
    ],
)
def test_a_script_is_executable_and_a_link_a_link(path, mode):
    assert said_by("git", "ls-files", "-s", path).split()[0] == mode
