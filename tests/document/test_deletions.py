"""Struck-through text is named where nobody sees the line through it."""

import pytest

from pipeline.document.article import Mark, MarkKind, Span
from pipeline.document.deletions import in_words
from pipeline.languages import find, languages, words

STRUCK = (Mark(MarkKind.DELETED),)


def spans(written: str) -> tuple[Span, ...]:
    """`written`, with what stands between ~~ struck through."""
    return tuple(Span(text, STRUCK * (place % 2)) for place, text in enumerate(written.split("~~")))


def told(written: str, language: str) -> str:
    return "".join(span.text for span in in_words(spans(written), words(language)["deleted"]))


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "They found ~~300~~ 200 people.", "They found, deleted: 300, end of deletion, 200 people."),
        ("en", "~~It rained.~~ ", "deleted: It rained, end of deletion. "),
        ("en", "~~Did it rain?~~ It did.", "deleted: Did it rain? end of deletion, It did."),
        ("en", "We saw it (~~300~~).", "We saw it (deleted: 300, end of deletion)."),
        ("en", "red, ~~green,~~ blue", "red, deleted: green, end of deletion, blue"),
        ("ko", "~~300~~ 200명이 왔다.", "삭제된 내용: 300, 삭제 끝, 200명이 왔다."),
        ("ko", "그는 ~~3~~5명을 봤다.", "그는, 삭제된 내용: 3, 삭제 끝, 5명을 봤다."),
        ("zh-Hans", "发现~~300~~200人。", "发现，已删去：300，删去部分结束，200人。"),
        ("zh-Hant", "發現~~300~~200人。", "發現，已刪去：300，刪去部分結束，200人。"),
        ("ja", "~~三百人~~二百人が来た。", "削除部分、三百人、削除ここまで、二百人が来た。"),
        ("ar", "وصل ~~300~~ 200 شخص.", "وصل، محذوف: 300، نهاية المحذوف، 200 شخص."),
    ],
)
def test_it_is_named_in_the_language_s_words_with_its_commas(language: str, written: str, said: str) -> None:
    assert told(written, language) == said


def test_neighbouring_spans_are_one_deletion() -> None:
    bold = (Mark(MarkKind.STRONG), *STRUCK)
    made = in_words((Span("a ", STRUCK), Span("b", bold), Span(" c")), words("en")["deleted"])
    assert "".join(span.text for span in made) == "deleted: a b, end of deletion, c"
    assert Span("b", bold) in made


@pytest.mark.parametrize("written", ["nothing struck", "a ~~–~~ b", "~~~~", ""])
def test_what_has_no_struck_words_stays_as_it_is(written: str) -> None:
    assert told(written, "en") == written.replace("~~", "")


@pytest.mark.parametrize("tag", languages())
def test_every_language_says_where_it_begins_and_where_it_ends(tag: str) -> None:
    begin, _, end = words(tag)["deleted"].partition("{text}")
    assert any(map(str.isalpha, begin))
    assert any(map(str.isalpha, end))
    only_by_spaces = find(tag).parted and not find(tag).spaced  # as Thai, which has no comma
    assert end[0] in (" " if only_by_spaces else ",，、،")
