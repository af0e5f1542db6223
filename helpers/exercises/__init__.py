"""Exercises that answer: check a function, get hints, see a solution, commit a prediction."""

from helpers.exercises.checker import check
from helpers.exercises.hints import hint, solution
from helpers.exercises.hunt import hunt
from helpers.exercises.keep.answers import my_answers
from helpers.exercises.keep.notebooks import my_notebooks
from helpers.exercises.predict import predict
from helpers.exercises.verdict import Verdict

__all__ = ["Verdict", "check", "hint", "hunt", "my_answers", "my_notebooks", "predict", "solution"]
