"""The page of exit codes, and the drawing of all errors, say what the program does."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline import errors
from pipeline.errors import PublishError

ELSEWHERE = {0: "all went well", 2: "Click's", 70: "a bug", 129: "SIGHUP", 130: "SIGINT", 143: "SIGTERM"}


def _classes(kind: type[PublishError] = PublishError) -> Iterator[type[PublishError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from _classes(child)


def test_the_page_has_every_exit_code_once_and_no_other(script: Callable[[str], Any]) -> None:
    rows = re.findall(r"^\| (\d+) \|", script("list_exit_codes").page(), re.MULTILINE)
    assert sorted(map(int, rows)) == sorted({kind.exit_code for kind in _classes()} | set(ELSEWHERE))


def test_each_code_is_explained_and_every_error_has_its_row(script: Callable[[str], Any]) -> None:
    rows = re.findall(r"^\| (\d+) \| (.*?) \| (.*?) \|$", script("list_exit_codes").page(), re.MULTILINE)
    named = {name: int(code) for code, _, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert named == {kind.__name__: kind.exit_code for kind in _classes()}
    assert all(words.endswith(".") for _, words, _ in rows)


@pytest.mark.parametrize("kind", list(_classes()), ids=lambda kind: kind.__name__)
def test_the_drawing_of_all_errors_has_each_under_its_parent_with_its_code(kind: type[PublishError]) -> None:
    drawn = re.search(rf"^( *)([│├└─ ]*){kind.__name__}(?: +(\d+))?  ", errors.__doc__ or "", re.MULTILINE)
    assert drawn is not None
    depth = len(kind.__mro__) - len(PublishError.__mro__)
    assert len(drawn[2]) == 4 * depth
    if drawn[3]:
        assert int(drawn[3]) == kind.exit_code
