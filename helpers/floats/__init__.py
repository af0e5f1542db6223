"""What floats can hold, and how far a result is from the exact one: what lesson 02 exhibits."""

from helpers.floats.compensated import compensated_softmax
from helpers.floats.exact import exact_softmax
from helpers.floats.formats import Limits, limits
from helpers.floats.steps import Trace, safe_shifts, trace_softmax
from helpers.floats.ulps import ulp_error
