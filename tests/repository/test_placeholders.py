"""Nothing that a reader sees stands for something that is not decided."""

import pytest

from tests.repository.files import PYPROJECT, ROOT
from tests.repository.placeholders import placeholders

SEEN = ["README.md", "CONTRIBUTING.md", "LICENSE", *(
    path.relative_to(ROOT).as_posix()
    for folder, kind in (("docs", "*.md"), ("notebooks", "*.ipynb"), ("binder", "*"))
    for path in sorted((ROOT / folder).glob(kind))
)]  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_no_placeholder_stands_in(name):
    assert placeholders((ROOT / name).read_text(encoding="utf-8")) == []


def test_the_project_gives_no_address_that_is_not_decided():
    assert placeholders(str(PYPROJECT["project"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://example.invalid/owner/softmax-lessons",
        "https://mybinder.org/v2/gh/owner/softmax-lessons/HEAD",
        "https://owner.github.io/softmax-lessons/",
        "git clone <address of this repository> softmax-lessons",
        "TODO: say where",
    ],
)
def test_a_placeholder_is_found(text):
    assert len(placeholders(text)) == 1
