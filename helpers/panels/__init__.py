"""The interactive pictures of the lessons: one module a panel, one call a panel."""

from helpers.panels.hit_the_target import hit_the_target
from helpers.panels.log_of_softmax import log_of_softmax
from helpers.panels.overflow_steps import overflow_steps
from helpers.panels.shift_window import shift_window
from helpers.panels.simplex import simplex
from helpers.panels.softmax_bars import softmax_bars
from helpers.panels.two_classes import two_classes

__all__ = [
    "hit_the_target",
    "log_of_softmax",
    "overflow_steps",
    "shift_window",
    "simplex",
    "softmax_bars",
    "two_classes",
]
