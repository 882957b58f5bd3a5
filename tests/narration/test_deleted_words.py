"""A listener is told that words are struck through; they see them so on the page."""

import pytest

from pipeline.document.article import Block, BlockKind, Mark, MarkKind, Role, Sentence, Span
from pipeline.document.pages import Page, PageKind
from pipeline.document.sound import Run, Voice
from pipeline.languages.normalization import normalize
from pipeline.narration.narrate import Script, Utterance

STRUCK = Mark(MarkKind.DELETED)


def utterance(language: str, *spans: Span) -> Utterance:
    sentence = Sentence("s1-b1-k1", spans)
    page = Page("s1", PageKind.SECTION, "t", (Block("b", BlockKind.PARAGRAPH, Role.BODY, (sentence,)),), True)
    voice = Voice("kokoro", "v", language, "1", knows=frozenset({"en", "ko"}))
    return Script((page,), voice).utterances()[0]


@pytest.mark.parametrize(
    ("language", "struck", "rest", "said"),
    [
        ("en", "300", " 200 people", "deleted: three hundred, end of deletion, two hundred people"),
        ("ko", "300", " 200명", "삭제된 내용: 삼백, 삭제 끝, 이백명"),
        ("zh-Hans", "300", "200人", "已删去：三百，删去部分结束，两百人"),
        ("ar", "300", " 200 شخص", "محذوف: ثلاثمائة، نهاية المحذوف، مئتا شخص"),
    ],
)
def test_a_struck_number_is_not_heard_as_one_that_stands(
    language: str, struck: str, rest: str, said: str
) -> None:
    told = utterance(language, Span(struck, (STRUCK,)), Span(rest))
    assert told.text == struck + rest
    assert normalize(told.said, language) == said


def test_its_key_is_another_than_that_of_the_words_unstruck() -> None:
    assert utterance("en", Span("300", (STRUCK,))).key != utterance("en", Span("300")).key


def test_struck_words_of_another_language_keep_its_rules() -> None:
    told = utterance("ko", Span("그는 "), Span("yes", (STRUCK, Mark(MarkKind.LANGUAGE, "en"))), Span("라고."))
    assert told.runs == (
        Run("그는, 삭제된 내용: ", "ko"), Run("yes", "en"), Run(", 삭제 끝, 라고.", "ko"),
    )  # fmt: skip
