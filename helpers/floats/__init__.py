"""What floats can hold, and how far a result is from the exact one: what lesson 02 exhibits."""

from helpers.floats.exact import compensated_softmax, exact_softmax, ulp_error
from helpers.floats.formats import Limits, limits
from helpers.floats.steps import Trace, safe_shifts, trace_softmax
