"""What holds for every test, the stored notebooks included."""

import os

# A reader's own predictions and opened hints must not change what a test sees, nor a test theirs.
os.environ["SOFTMAX_LESSONS_ANSWERS"] = "off"
