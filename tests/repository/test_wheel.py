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


def test_the_wheel_holds_helpers_lessons_and_licences(wheel):
    ours = {path.relative_to(ROOT).as_posix() for path in tracked() if within(path)}
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if name.startswith("helpers/")} == ours
    assert {".js", ".mplstyle"} <= {name[name.rindex(".") :] for name in ours if "." in name}
    others = [
        f"/share/softmax-lessons/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")
    ]
    others += [f"licenses/{licence}" for licence in PYPROJECT["project"]["license-files"]]
    assert [end for end in others if not any(name.endswith(end) for name in names)] == []


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in tracked() if path.suffix == ".py" and within(path)}
    assert {folder.name for folder in folders if not (folder / "__init__.py").is_file()} == set()


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
