"""Marking a folder: a hostile file costs its own rows only."""

import csv
import json

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.exercises.mark import COLUMNS, main, run

RIGHT = """
import numpy as np
def my_softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()
"""
HOSTILE = {
    "greedy": ("return [bytearray(10**9) for _ in range(10**6)]", "error"),
    "leaves": ("os._exit(0)", "died"),
    "forges": ("open(sys.argv[2], 'w').write('null'); os._exit(0)", "died"),
    "loud": ("while True: print('x' * 10**6)", "error"),
    "children": ("subprocess.run([sys.executable, '-c', 'while True: pass'])", "error"),
}


def test_a_class_is_marked_and_each_row_is_its_own(tmp_path, capsys):
    handed = tmp_path / "in"
    (handed / "ann").mkdir(parents=True)
    cells = [
        "%matplotlib inline\nfrom helpers.exercises import check",
        RIGHT,
        'check("softmax", len)\ncheck("softmax", my_softmax)',  # the last counts
        "def rows(z): ...",
        'check("softmax_rows", rows)',
        'def (z)\ncheck("logsumexp", z)',
    ]
    notebook = new_notebook(cells=list(map(new_code_cell, cells)))
    (handed / "ann" / "01.ipynb").write_text(json.dumps(notebook))
    (handed / "ben.py").write_text("def softmax(z):\n    return z / z.sum()\n")
    (handed / "cat.ipynb").write_text("{not json")
    for name, (body, _) in HOSTILE.items():
        text = f"import os, subprocess, sys\ndef softmax(z):\n    {body}\n"
        (handed / f"{name}.py").write_text(text)
    out = tmp_path / "marks.csv"
    main([str(handed), "--out", str(out), "--seconds", "30", "--megabytes", "1024"])
    with open(out, newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    got = {(r["who"], r["exercise"]): (r["status"], r["mistake"]) for r in rows}
    assert len(got) == len(rows)
    assert got == {
        ("ann/01", "softmax"): ("right", ""),
        ("ann/01", "softmax_rows"): ("not attempted", ""),
        ("ann/01", "logsumexp"): ("syntax error", ""),
        ("ben", "softmax"): ("known mistake", "divided-by-the-sum"),
        ("cat", ""): ("unreadable", ""),
        **{(name, "softmax"): (status, "") for name, (_, status) in HOSTILE.items()},
    }
    assert all(float(r["seconds"]) < 30 for r in rows), "none waits for the time limit"
    assert f"{len(rows)} of {len(rows)}: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "function", "seconds", "status"),
    [
        ("", "nowhere", 30, "error: NameError"),
        ("def f(z):\n while True:\n  try: time.sleep(9)\n  except: pass", "f", 2, "time limit"),
    ],
)
def test_what_cannot_be_checked_is_told_in_its_row(body, function, seconds, status):
    job = {"who": "x", "exercise": "softmax", "statements": ["import time", body]}
    assert run({**job, "function": function}, seconds, 1024)["status"] == status


def test_a_folder_without_files_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main([str(tmp_path)])
    assert "expected .ipynb or .py files" in capsys.readouterr().err
