"""A Python that cannot make the environment is told so in words."""

from tests.repository.files import PYPROJECT
from tools.check_python import OLDEST, complaint


def test_the_oldest_python_is_the_one_of_pyproject():
    assert PYPROJECT["project"]["requires-python"] == f">={OLDEST[0]}.{OLDEST[1]}"


def test_a_python_that_will_do():
    assert complaint((3, 11, 0), True) == ""
    assert complaint((4, 0, 0), True) == ""


def test_an_old_python():
    assert "3.11 or newer, and this is 3.9.2" in complaint((3, 9, 2, "final", 0), True)
    assert "make lab PYTHON=" in complaint((2, 7, 18), False)


def test_no_ensurepip():
    assert "apt install python3.12-venv" in complaint((3, 12, 1), False)
