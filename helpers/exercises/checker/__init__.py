"""The engine behind `check`, `hint` and `solution`: numpy alone, with or without a notebook."""

from helpers.exercises.checker.checking import check, hint, solution
from helpers.exercises.checker.verdict import Verdict

__all__ = ["Verdict", "check", "hint", "solution"]
