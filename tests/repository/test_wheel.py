"""The wheel holds everything that a reader's kernel needs: JupyterLite installs nothing else."""

import sys
import zipfile

from tests.repository.files import PYPROJECT, ROOT, ran, tracked

OURS = {path.relative_to(ROOT) for path in tracked() if path.is_relative_to(ROOT / "helpers")}
TRY_IT = """
import pathlib, sys
sys.path.insert(0, sys.argv[1])  # before the installed project
import helpers.panels, helpers.live, helpers.exercises
panel = helpers.panels.softmax_bars()
print(pathlib.Path(helpers.__file__).parents[1], len(panel.png) > 1000, panel.text)
"""


def test_the_wheel_holds_helpers_lessons_and_licences_and_panels_work_from_it_alone(tmp_path):
    # A copy, because setuptools writes into the folder it builds from.
    source = tmp_path / "source"
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] in ("helpers", "notebooks") or len(name.parts) == 1:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(path.read_bytes())
    command = ["-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    command += ["--disable-pip-version-check", str(source)]
    ran(sys.executable, *command, folder=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path)
    ours = {name.as_posix() for name in OURS}
    assert {name for name in names if name.startswith("helpers/")} == ours
    assert {".js", ".mplstyle"} <= {path.suffix for path in OURS}
    others = [f"share/softmax-lessons/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")]
    others += [f"licenses/{licence}" for licence in PYPROJECT["project"]["license-files"]]
    assert [end for end in others if not any(name.endswith(f"/{end}") for name in names)] == []
    said = ran(sys.executable, "-c", TRY_IT, str(tmp_path), folder=tmp_path).stdout
    place, drawn, *_, last = said.split()
    assert (place, drawn, last) == (str(tmp_path), "True", "0.665)")


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in OURS if path.suffix == ".py"}
    assert {folder for folder in folders if folder / "__init__.py" not in OURS} == set()
