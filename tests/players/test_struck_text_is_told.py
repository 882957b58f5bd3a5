"""What a screen reader is told of struck-through text, by Chromium's accessibility tree."""

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.document.article import Mark, MarkKind, Sentence, Span
from pipeline.languages import find
from pipeline.writers.epub.markup import prose
from pipeline.writers.epub.styles import sheet


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "begin", "end"),
    [
        ("en", "deleted: ", ", end of deletion, "),
        ("ko", "삭제된 내용: ", ", 삭제 끝, "),
        ("zh-Hans", "已删去：", "，删去部分结束， "),
        ("ar", "محذوف: ", "، نهاية المحذوف، "),
    ],
)
def test_words_before_and_behind_it_that_nobody_sees(browser: Any, tag: str, begin: str, end: str) -> None:
    language = find(tag)
    spans = (Span("300", (Mark(MarkKind.DELETED),)), Span(" 200"))
    shown = prose([Sentence("k1", spans)], language)
    page = browser.new_page()
    page.set_content(
        f'<html lang="{tag}"><style>{sheet(language).decode()}</style><body><p>{shown}</p></body></html>'
    )
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    assert list(_told(tree)) == [begin, "300", end, " 200"]
    assert page.locator("p").inner_text() == "300 200"
    assert page.locator("del").bounding_box()["width"] < 60
    page.close()


def _told(tree: list[dict[str, Any]]) -> Iterator[str]:
    """The texts of an accessibility tree in the order in which they are read."""
    nodes = {node["nodeId"]: node for node in tree}
    waiting = [tree[0]["nodeId"]]
    while waiting:
        node = nodes[waiting.pop()]
        if node["role"]["value"] == "StaticText":
            yield node["name"]["value"]
        waiting += [child for child in reversed(node["childIds"]) if child in nodes]
