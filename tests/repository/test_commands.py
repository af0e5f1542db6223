"""The Makefile, the workflows and the README speak of the same commands."""

import re
import subprocess

import pytest
import yaml

from tests.repository.files import PYPROJECT, ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMMAND = re.compile(r"\bmake ([a-z][a-z-]*)")
OLDEST_PYTHON = PYPROJECT["project"]["requires-python"].removeprefix(">=")
TEXTS = ("README.md", "CONTRIBUTING.md", "docs/glossary.md", "docs/site.md")
FOLDERS = ("helpers", "tests", "tools", "site", "bench", "binder", "docs", "notebooks")
HELP = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
TARGETS = set(re.findall(r"^make ([a-z-]+) +\S", HELP, re.MULTILINE))


def test_help_has_a_sentence_on_every_command():
    rules = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split())
    assert rules == phony == TARGETS


@pytest.mark.parametrize("name", TEXTS)
def test_commands_and_paths_in_a_text_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    spans = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    paths = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./*-]*)[`:]", text)
    assert set(COMMAND.findall(spans)) <= TARGETS
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []
    assert paths


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_yaml_and_call_commands_that_exist(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    commands = {c for step in steps for c in COMMAND.findall(step.get("run", ""))}
    assert commands
    assert commands <= TARGETS
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w./-]+@v\d+", step["uses"])


def test_what_ci_run_calls_the_workflow_calls_too():
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    called = re.search(r"for target in (.+); do", CI)[1].split()
    assert set(called) == {"test", "test-browser"} <= set(COMMAND.findall(text))
    workflow = yaml.safe_load(text)
    assert {"push", "pull_request", "schedule"} <= set(workflow[True])  # YAML reads "on" as true
    matrix = workflow["jobs"]["python"]["strategy"]["matrix"]
    assert [name.split("-")[0] for name in matrix["os"]] == ["ubuntu", "macos", "windows"]
    assert OLDEST_PYTHON in matrix["python"]


def test_a_python_that_is_too_old_is_told_so():
    for text in (MAKEFILE, CI):
        assert f"sys.version_info < ({OLDEST_PYTHON.replace('.', ', ')})" in text
    assert f"needs Python {OLDEST_PYTHON} or newer" in MAKEFILE
