"""The interactive pictures of the lessons: one module a panel, one call a panel."""

from helpers.panels.batch_gradient import batch_gradient
from helpers.panels.collapse import collapse
from helpers.panels.colour_network import colour_network
from helpers.panels.evidence_for import evidence_for
from helpers.panels.hit_the_target import hit_the_target
from helpers.panels.jacobian_cells import jacobian_cells
from helpers.panels.likelihood import likelihood
from helpers.panels.log_of_softmax import log_of_softmax
from helpers.panels.nudge import nudge
from helpers.panels.one_digit import one_digit
from helpers.panels.overflow_steps import overflow_steps
from helpers.panels.pairings import pairings
from helpers.panels.race import race
from helpers.panels.shift_window import shift_window
from helpers.panels.simplex import simplex
from helpers.panels.softmax_bars import softmax_bars
from helpers.panels.surprise_curve import surprise_curve
from helpers.panels.training import training
from helpers.panels.two_classes import two_classes
from helpers.panels.two_distributions import two_distributions

__all__ = [name for name, panel in list(globals().items()) if callable(panel) and name[0] != "_"]
