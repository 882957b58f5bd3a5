"""References and other lines that are not body: kept, shown, and told."""

from pathlib import Path

import pytest

from pipeline.document.article import Article, BlockKind, Edition, Origin, Role
from pipeline.document.notices import Notice
from pipeline.document.pages import pages
from pipeline.languages import words
from pipeline.readers import read

LONG = "This is a paragraph that is long enough to stand under a heading, because it goes on for a while."
WORKS = ["[1] Ruiz, A. (2019), The Harbour.", "[2] https://example.org/report"]


def _read(folder: Path, text: str, name: str = "article.txt") -> tuple[Article, tuple[Notice, ...]]:
    path = folder / name
    path.write_text(text, "utf-8")
    return read(path)


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "Notes:",
        "Sources",
        "참고문헌",
        "출처",
        "参考文献",
        "參考資料：",
        "注释",
        "出典",
        "Fuentes",
        "المراجع",
    ],
)
@pytest.mark.parametrize("name", ["article.txt", "article.md"])
def test_works_under_their_heading_are_references_at_the_end(tmp_path: Path, heading: str, name: str) -> None:
    if name.endswith(".md"):
        text = f"# The title\n\n{LONG}\n\n## {heading}\n\n" + "\n\n".join(WORKS) + f"\n\n## Next\n\n{LONG}\n"
    else:
        text = "\n".join(["The title", LONG, heading, *WORKS, LONG])
    article, _ = _read(tmp_path, text, name)
    assert [block.text for block in article.back] == [heading, *WORKS]
    assert {block.role for block in article.back} == {Role.REFERENCES}
    assert LONG in [block.text for block in article.sections[-1].blocks]


def test_a_list_of_works_stays_a_list(tmp_path: Path) -> None:
    article, _ = _read(
        tmp_path, f"# The title\n\n{LONG}\n\n## 참고문헌\n\n1. 김민, 바다.\n2. 이준, 배.\n", "a.md"
    )
    lead, works = article.back
    assert (lead.text, works.kind, works.ordered) == ("참고문헌", BlockKind.LIST, True)
    assert {block.role for block in works.walk()} == {Role.REFERENCES}


@pytest.mark.parametrize(
    "under",
    [
        "In 2013 the commission warned of it, and in 2019 it warned again, but nobody listened to it.",
        "위원회는 2013년에 이 일을 경고했고, 2019년에 다시 경고했지만 아무도 듣지 않았다고 한다.",
        "委员会在2013年警告过此事，2019年又警告了一次，但是没有人听，事情就这样过去了。",
    ],
)
@pytest.mark.parametrize("heading", ["Sources", "출처", "注释"])
def test_prose_under_such_a_heading_is_a_section(tmp_path: Path, heading: str, under: str) -> None:
    article, _ = _read(tmp_path, f"# The title\n\n{LONG}\n\n## {heading}\n\n{under}\n", "article.md")
    assert not article.back
    assert article.sections[-1].title.text == heading
    article, _ = _read(tmp_path, f"The title\n{LONG}\n{heading}\n{under}\n")
    assert not article.back


def test_references_and_related_links_stand_apart(tmp_path: Path) -> None:
    text = "\n".join(
        ["The title", LONG, "References", *WORKS, "Related articles", "- One", "Photo: Ana Ruiz"]
    )
    article, _ = _read(tmp_path, text)
    roles = [block.role for block in article.back]
    assert roles == [*[Role.REFERENCES] * 3, *[Role.RELATED] * 2, Role.CREDIT]


def test_references_are_a_page_of_the_book_and_no_part_of_the_episode(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "\n".join(["The title", LONG, "References", *WORKS]))
    made = pages(Edition(article, article, Origin.ORIGINAL), words("en"), ())
    assert [(page.id, page.title, page.episode) for page in made][-1] == ("references", "References", False)
    heading, *works = made[-1].blocks
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 2)
    assert [block.text for block in works] == WORKS


@pytest.mark.parametrize(
    ("line", "title", "past", "future"),
    [
        ("Contents", "The title", "The Past", "The Future"),
        ("목차", "제목은 이렇다", "지난 일", "다가올 일"),
        ("目录", "标题就是这样", "过去的事", "将来的事"),
    ],
)
def test_all_text_of_a_dropped_list_of_contents_is_told(
    tmp_path: Path, line: str, title: str, past: str, future: str
) -> None:
    text = "\n".join(
        [line, f"- {past}", f"- {future}", title, LONG, past, f"{LONG} {LONG}", future, f"{LONG} {LONG}"]
    )
    article, (notice,) = _read(tmp_path, text)
    assert article.title.text == title
    assert (notice.code, notice.evidence) == ("reading.contents-line", "\n".join([line, past, future]))
