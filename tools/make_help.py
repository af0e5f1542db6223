"""Print the commands of a Makefile with the sentence that stands behind each."""

import re
import sys
from pathlib import Path

TARGET = re.compile(r"^([a-z][a-z-]*):.*?## (.+)$", re.MULTILINE)


def targets(text):
    """Return the (name, sentence) pairs of a Makefile's text, in its order."""
    return TARGET.findall(text)


if __name__ == "__main__":
    for name, sentence in targets(Path(sys.argv[1]).read_text(encoding="utf-8")):
        print(f"make {name:<13} {sentence}")
