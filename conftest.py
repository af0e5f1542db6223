"""What holds for every test, the stored notebooks included."""

import os

from hypothesis import settings

# A reader's own predictions and opened hints must not change what a test sees, nor a test theirs.
os.environ["SOFTMAX_LESSONS_ANSWERS"] = "off"
# The matrices here are small, and two workers with as many threads as cores each wait for each
# other: training a digits network takes many times as long. Kernels of notebooks inherit this.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A newcomer's `make test` judges the code, not the dice: the same examples in every run. Whoever
# looks for new ones says HYPOTHESIS_PROFILE=search. No deadlines: a busy machine is no failure.
settings.register_profile("repeat", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))

# The hub reads this file and hands it its `get_config`; pytest cannot import it.
collect_ignore = ["docs/classroom/jupyterhub_config.py"]
