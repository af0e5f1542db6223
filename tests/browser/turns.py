"""Tests that measure time run alone: the tests of the other worker wait meanwhile."""

import contextlib

try:
    import fcntl
except ImportError:  # Windows has none; run with -n 0 there.
    fcntl = None


@contextlib.contextmanager
def turn(folder, alone):
    """Run beside other tests or alone; `folder` is the same for all workers of one run.

    Two files are locked, each by one test or, shared, by many. Whoever wants to be alone holds the
    door while those in the room finish: otherwise the other worker would go on with one test after
    the other, and who waits would wait to the end of the run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as inside:
        with contextlib.ExitStack() as entering:
            entering.enter_context(_locked(folder / "door.lock", alone))
            inside.enter_context(_locked(folder / "room.lock", alone))
            if alone:
                inside.push(entering.pop_all())
        yield


@contextlib.contextmanager
def _locked(path, alone):
    with open(path, "a") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield  # closing the file unlocks it
