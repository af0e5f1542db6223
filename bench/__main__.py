"""Measure everything, one after the other, and print every table (`make bench`).

    python -m bench                      all of it, about four minutes on a quiet machine
    python -m bench latency memory       these
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Each in a process of its own: what one leaves in memory must not help or hinder the next.
ALL = ["import_time", "memory", "kernel_move", "functions", "training", "latency"]


def main(names):
    """Run the measurements named, or all; return 0, or 1 if one of them broke."""
    modules = [path for path in HERE.glob("*.py") if path != Path(__file__).resolve()]
    known = sorted(p.stem for p in modules if "def main(" in p.read_text("utf-8"))
    for name in names:
        if name not in known:
            print(f"bench: expected some of {', '.join(known)}, got {name!r}", file=sys.stderr)
            return 2
    start, broken = time.perf_counter(), []
    for name in names or ALL:
        print(f"== {name}", flush=True)
        # A missed target is news, not a failure; a measurement that did not happen is one.
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent).returncode:
            broken.append(name)
    print(f"\n{time.perf_counter() - start:.0f} s in all", flush=True)
    if broken:
        print(f"not measured: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
