"""End what the tests have started."""

import subprocess

SECONDS_TO_END = 20


def end(process):
    """Ask a process to end, and kill it when it does not; one that has ended is left alone."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
