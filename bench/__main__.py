"""Measure everything, one after the other, and print every table (`make bench`).

python -m bench                      all of it, about three minutes on a quiet machine
python -m bench latency training     these
"""

import subprocess
import sys

ALL = ["kernel_move", "functions", "training", "latency"]


def main(names):
    """Run the measurements named, or all; return 0, or 1 if one of them broke."""
    broken = []
    for name in names or ALL:
        print(f"== {name}", flush=True)
        # In a process of its own: what one leaves in memory must not help or hinder the next. A
        # missed target is news, not a failure; a measurement that did not happen is one.
        if subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode:
            broken.append(name)
    if broken:
        print(f"not measured: {', '.join(broken)}", file=sys.stderr)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
