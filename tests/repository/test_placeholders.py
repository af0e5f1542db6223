"""Nothing that a reader sees stands for something that is not decided."""

import pytest

from tests.repository.files import PYPROJECT, ROOT, placeholders

SEEN = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "LICENSE")),
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "notebooks").glob("*.ipynb"),
    *(ROOT / "binder").glob("*"),
]


def test_no_placeholder_stands_in_what_a_reader_sees():
    found = {path.name: placeholders(path.read_text(encoding="utf-8")) for path in SEEN}
    assert {name: words for name, words in found.items() if words} == {}
    assert len(found) > 15
    assert placeholders(str(PYPROJECT["project"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.invalid/softmax-lessons",
        "https://mybinder.org/v2/gh/owner/softmax-lessons/HEAD",
        "https://owner.github.io/softmax-lessons/",
        "git clone <address of this repository> softmax-lessons",
        "TODO: say where",
    ],
)
def test_a_placeholder_is_found(text):
    assert len(placeholders(text)) == 1
