"""The short way for lines of plain prose leads where the long one does."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.readers.abbreviations import abbreviations
from pipeline.readers.dated_lines import dated_lines
from pipeline.readers.plain_prose import plain_prose

LINES = st.sampled_from(
    [
        "", "a", "나", "three words here", "  a", "    a", "  ===", "===", "---", "    ---", "- b", "-b", "* c", "  - d", "      - e", "1. f", "2) g", "  3. h",
        "5. März 2024", "2024. 3. 5.", ": i", "  : j", "~ k", "~l", ":", "-", "1.", "> m", "> - n", "- - o", "- : p", "| q |", "| - |", ":-:", "-|-", "# r", "```", "***",
        "[^s]: t", "*[u]: v", "<p>", "- a\tb", "-\tc",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


def rendered(text: str, *more: Callable[[MarkdownIt], None]) -> str:
    parser = MarkdownIt("commonmark").enable(["table"])
    for plugin in (deflist_plugin, footnote_plugin, abbreviations, dated_lines, *more):
        parser.use(plugin)
    return str(parser.render(text))


@given(text=TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_text_is_the_same_page_by_either_way(text: str) -> None:
    assert rendered(text, plain_prose) == rendered(text)


@pytest.mark.parametrize(
    "text",
    [
        "- a\n나\n  ===\n",  # an underline further down makes a heading of both lines
        "- a\n5. März 2024\n  ---\n",
        "- a\n- b\n- 다\n\n  ===",
        "a\n: b\n: c\n",
        "- a\n: b\n",
        "1. a\n2. b\n10. c\nd\n",
        "- a\n      - b\n",
        "a\n2. b\n===\n",  # no list begins within a paragraph with another number than 1
        "100. a\n    - b\n     ===\n",  # an item that is indented so far is none
        "- a\n: b\n  ===\n",  # nothing is defined here
    ],
)
def test_what_comes_close_to_a_list_is_the_same_page_too(text: str) -> None:
    assert rendered(text, plain_prose) == rendered(text)
