"""Front matter in YAML and TOML: tags, cover, and what is not used."""

import pytest

from pipeline.errors import ArticleError
from pipeline.readers.front import split


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: [비, 바람, 비]", ("비", "바람")),
        ("tags: rain, wind", ("rain", "wind")),
        ("keywords: 雨、风，云", ("雨", "风", "云")),
        ("tags: [a]\nkeywords: a, b", ("a", "b")),
    ],
)
def test_tags_are_a_list_or_a_text_with_commas(written: str, tags: tuple[str, ...]) -> None:
    front, _, notices = split(f"---\n{written}\n---\nText.\n", "a.md")
    assert front.tags == tags
    assert not notices


def test_toml_between_plus_signs_is_front_matter_and_keeps_the_count_of_lines() -> None:
    written = (
        'title = "제목"\ndate = 2023-10-09\ntags = ["a"]\ncover = "c.png"\nweight = 3\n[menu]\nmain = true'
    )
    front, body, notices = split(f"+++\n{written}\n+++\nText.\n", "a.md")
    assert (front.title, front.date, front.tags, front.cover) == ("제목", "2023-10-09", ("a",), "c.png")
    assert body == "\n" * 9 + "Text.\n"
    assert [notice.evidence for notice in notices] == ["weight: 3\nmenu: main: true"]


def test_broken_toml_names_the_file_and_the_line() -> None:
    with pytest.raises(ArticleError, match=r"a\.md.*line 2"):
        split('+++\ntitle = "T"\nlang = \n+++\nText.\n', "a.md")


def test_plus_signs_around_text_are_text() -> None:
    text = "+++\nA sentence.\n+++\n"
    assert split(text, "a.md")[1] == text
