"""Mark what a class has handed in: ``python -m helpers.exercises.mark FOLDER``.

Each function is run in a process of its own, so that a file which hangs, fills the memory or ends
Python costs its own rows only. What a file does to the rest of the machine is not held back: use a
user or a machine where nothing else lies.
"""

import argparse
import ast
import contextlib
import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from helpers.exercises.content.exercises import EXERCISES

COLUMNS = ("who", "exercise", "status", "mistake", "seconds")
#: Statements that a checked function may need; the rest (training, panels, prints) is not run.
_KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
_CHECKS = re.compile(r"""\bcheck\(\s*["'](\w+)["']""")


def jobs(path: Path, who: str) -> list[dict]:
    """Return what is to be checked in a notebook or a .py file: a row an exercise.

    Looked for are calls ``check("softmax", my_softmax)``; of several for one exercise the last
    counts. In a .py file, functions that are named like an exercise are taken too, where no
    ``check`` names it. With `who` and `exercise` a row holds the statements to run first and the
    expression of the function; or else its status: "unreadable" for a file that cannot be read,
    "syntax error" for the exercises that a cell names which is no Python.
    """
    found: dict[str, dict] = {}
    before: list[str] = []
    try:
        cells = _cells(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        cells, found = [], {"": {"status": "unreadable"}}
    for cell in cells:
        try:
            body = ast.parse(cell).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            found |= {name: {"status": "syntax error"} for name in _CHECKS.findall(cell)}
            continue
        for node in body:
            for name, function in _checked(node):
                found[name] = {"statements": list(before), "function": function}
            if isinstance(node, _KEPT):
                before.append(ast.unparse(node))
                if path.suffix == ".py" and getattr(node, "name", None) in EXERCISES:
                    # It may need what comes after it, too: the list is still to be filled.
                    found.setdefault(node.name, {"statements": before, "function": node.name})
    row = {"who": who, "mistake": "", "seconds": 0.0}
    return [{**row, "exercise": name, **job} for name, job in found.items()]


def _cells(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return [text]
    cells = json.loads(text)["cells"]
    sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    # `%matplotlib inline` and `!pip` are no Python.
    return [re.sub(r"(?m)^\s*[%!].*$", "", source) for source in sources]


def _checked(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield the exercise and the expression of the function for each `check` in a statement."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return
    for part in ast.walk(node):
        match part:
            case ast.Call(
                ast.Name("check") | ast.Attribute(attr="check"),
                [ast.Constant(str(exercise)), function, *_],
            ):
                yield exercise, ast.unparse(function)


def run(job: dict, seconds: float, megabytes: int) -> dict:
    """Check one function in a process of its own and return its row.

    `seconds` is for the whole process, the start of Python included. On Windows there is no limit
    of memory for a process. The status is that of `check`, or "time limit", or "died" where the
    process ended without an answer (too much memory, `os._exit`).
    """
    if "status" in job:
        return job
    begin = time.perf_counter()
    status, mistake = "died", ""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        with subprocess.Popen(
            [sys.executable, "-m", __spec__.name, "--one", str(answer), str(megabytes)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=folder, start_new_session=True,
            env=os.environ | {"SOFTMAX_LESSONS_ANSWERS": "off", "OMP_NUM_THREADS": "1",
                              "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path)},
        ) as process:  # fmt: skip
            try:
                process.communicate(json.dumps(job).encode(), timeout=seconds)
            except subprocess.TimeoutExpired:
                status = "time limit"
            finally:
                process.kill()
                # And all that it has started: it may have left nobody, and Windows knows no groups.
                with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
                    os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(OSError, ValueError, TypeError):
            status, mistake = json.loads(answer.read_text(encoding="utf-8"))
    spent = round(time.perf_counter() - begin, 2)
    return job | {"status": status, "mistake": mistake, "seconds": spent}


def _one(answer: str, megabytes: int) -> None:
    """Do the work of the process: read a job from stdin, write status and mistake into a file."""
    job = json.loads(sys.stdin.read())
    from helpers.exercises import check

    with contextlib.suppress(ImportError):  # Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**26, 2**26))
    space: dict[str, object] = {"__name__": "handed_in"}
    for statement in job["statements"]:
        with contextlib.suppress(Exception):  # what needs it will say so
            exec(compile(statement, "<handed in>", "exec"), space)  # noqa: S102
    try:
        verdict = check(job["exercise"], eval(job["function"], space))  # noqa: S307
        said = verdict.status, verdict.mistake or ""
    except Exception as error:
        said = f"error: {type(error).__name__}", ""
    Path(answer).write_text(json.dumps(said), encoding="utf-8")
    os.kill(os.getpid(), signal.SIGTERM)  # threads that the function has left running go as well


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, and mark all files of a folder; write each row when it is there.

    The files are .ipynb and .py, in folders of their own or not; the path without its ending is
    who handed it in.
    """
    parser = argparse.ArgumentParser(prog="python -m helpers.exercises.mark", description=__doc__)
    parser.add_argument("folder", type=Path, help="the .ipynb and .py files handed in")
    parser.add_argument("--out", type=Path, default=Path("marks.csv"), help="default: marks.csv")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each function: 60")
    parser.add_argument("--megabytes", type=int, default=2048, help="for each function: 2048")
    given = parser.parse_args(arguments)
    files = sorted(
        path for path in given.folder.rglob("*")
        if path.suffix in (".ipynb", ".py") and path.is_file()
        and ".ipynb_checkpoints" not in path.parts
    )  # fmt: skip
    if not files:
        parser.error(f"folder: expected .ipynb or .py files in it, got {given.folder}")
    names = [path.relative_to(given.folder).with_suffix("").as_posix() for path in files]
    everything = [job for path, who in zip(files, names) for job in jobs(path, who)]
    pool = ThreadPoolExecutor(os.cpu_count())
    with open(given.out, "w", newline="", encoding="utf-8") as file, pool:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        waiting = [pool.submit(run, job, given.seconds, given.megabytes) for job in everything]
        try:
            for count, done in enumerate(as_completed(waiting), 1):
                row = done.result()
                writer.writerow(row)
                file.flush()
                said = f"{count} of {len(waiting)}: {row['who']} {row['exercise']} {row['status']}"
                print(said, file=sys.stderr)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            print(f"Stopped. The rows so far are in {given.out}.", file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2], int(sys.argv[3]))
    else:
        main()
