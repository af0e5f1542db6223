"""Pictures that answer at once: figures, controls, and the panels made of them."""

from helpers.live.controls import Button, Choice, Count, Slider, State, Toggle
from helpers.live.look import CLASS_MARKERS, class_colour, class_style, style
from helpers.live.panel import Panel
from helpers.live.picture import picture
from helpers.live.runner import RunningPanel
