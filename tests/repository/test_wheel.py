"""The wheel holds everything that a reader's kernel needs: JupyterLite installs nothing else."""

import subprocess
import sys
import zipfile

from tests.repository.files import PYPROJECT, ROOT, tracked

OURS = {path.relative_to(ROOT) for path in tracked() if path.is_relative_to(ROOT / "helpers")}


def build(folder):
    """Return the project's wheel, built as `make lab` builds it."""
    # A copy, because setuptools writes into the folder it builds from.
    source = folder / "source"
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] in ("helpers", "notebooks") or len(name.parts) == 1:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    command += ["--disable-pip-version-check", "-w", str(folder), str(source)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_helpers_lessons_and_licences_and_panels_work_from_it_alone(tmp_path):
    wheel = build(tmp_path / "wheel")
    names = zipfile.ZipFile(wheel).namelist()
    ours = {name.as_posix() for name in OURS}
    assert {name for name in names if name.startswith("helpers/")} == ours
    assert {".js", ".mplstyle"} <= {path.suffix for path in OURS}
    others = [f"share/softmax-lessons/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")]
    others += [f"licenses/{licence}" for licence in PYPROJECT["project"]["license-files"]]
    assert [end for end in others if not any(name.endswith(f"/{end}") for name in names)] == []
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    # The wheel's folder stands before the installed project.
    code = (
        f"import pathlib, sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import helpers.panels, helpers.live, helpers.exercises\n"
        "panel = helpers.panels.softmax_bars()\n"
        "print(pathlib.Path(helpers.__file__).parents[1], panel.text, len(panel.png) > 1000)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    place, *_, last, drawn = run.stdout.split()
    assert (place, drawn) == (str(tmp_path), "True")
    assert last.startswith("0.665")


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in OURS if path.suffix == ".py"}
    assert {folder for folder in folders if folder / "__init__.py" not in OURS} == set()
