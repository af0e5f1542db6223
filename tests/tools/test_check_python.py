"""A Python that cannot make the environment is told so in words."""

from tests.repository.files import PYPROJECT
from tools.check_python import OLDEST, complaint


def test_what_is_said_of_a_python():
    assert PYPROJECT["project"]["requires-python"] == f">={OLDEST[0]}.{OLDEST[1]}"
    assert complaint((3, 11, 0), True) == complaint((4, 0, 0), True) == ""
    assert "3.11 or newer, and this is 3.9.2" in complaint((3, 9, 2, "final", 0), True)
    assert "apt install python3.12-venv" in complaint((3, 12, 1), False)
