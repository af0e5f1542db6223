"""The wheel holds everything that a reader's kernel needs: JupyterLite installs nothing else."""

import subprocess
import sys
import zipfile

import pytest

from tests.repository.files import PYPROJECT, ROOT, tracked


def within(path):
    """Return whether a tracked file belongs to the package."""
    return path.is_relative_to(ROOT / "helpers")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the project's wheel, built as `make lab` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    # A copy, because setuptools writes into the folder it builds from.
    source = folder / "source"
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] in ("helpers", "notebooks") or len(name.parts) == 1:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    run = subprocess.run(
        [*command, "--disable-pip-version-check", "-w", str(folder), str(source)],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_every_file_of_helpers_is_in_the_wheel(wheel):
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if within(path)
    }
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("helpers/")}
    assert inside == ours
    assert any(name.endswith(".js") for name in ours)
    assert any(name.endswith(".mplstyle") for name in ours)


def test_the_lessons_are_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for lesson in (ROOT / "notebooks").glob("*.ipynb"):
        assert any(name.endswith(f"/share/softmax-lessons/{lesson.name}") for name in names)


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in tracked() if path.suffix == ".py" and within(path)}
    assert {folder.name for folder in folders if not (folder / "__init__.py").is_file()} == set()


def test_both_licences_are_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for licence in PYPROJECT["project"]["license-files"]:
        assert any(name.endswith(f"licenses/{licence}") for name in names)


def test_panels_work_from_the_wheel_alone(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        "import helpers.panels, helpers.live, helpers.exercises, pathlib\n"
        f"assert pathlib.Path(helpers.__file__).is_relative_to({str(tmp_path)!r}), helpers\n"
        "panel = helpers.panels.softmax_bars()\n"
        "print(panel.text, len(panel.png) > 1000)"
    )
    # -P: not the folder of the call; the wheel's folder stands before the installed project.
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{code}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stderr
    assert "0.665" in run.stdout
    assert run.stdout.rstrip().endswith("True")
