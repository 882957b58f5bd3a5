"""Where a sentence ends, script by script."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.sentences import split

CASES = {
    "en": [
        ["Mr. Kim met Dr. Lee at 3 p.m. on Oct. 9. ", "They spoke of U.S. policy."],
        ['"Where are they?" she asked. ', '"No one knows."'],
        ["It grew by 3.5 percent (see p. 4). ", "The U.N. warned. ", "He left the U.S. ", "The rest stayed."],
        ["They said: “Stop!” ", "Nobody did…"],
        ["J. R. Smith signed it. ", "2013 was worse."],
    ],
    "ko": [
        ["그는 10월 9일에 떠났다. ", "아무도 돌아오지 않았다!"],
        ["“우리는 두렵다.”라고 그는 말했다. ", "침묵이 이어졌다."],
        ["“우리는 두렵다.” 그가 말했다. ", "2023년 3.5%가 늘었다."],
    ],
    "zh-Hans": [
        ["他们在夜里被送走。", "“没有人知道去向。”他说。", "此后再无消息！"],
        ['他说："我们害怕。"', "之后沉默。", "增长3.5个百分点……仍在继续。"],
    ],
    "zh-Hant": [["他們在夜裡被送走。", "「沒有人知道去向。」他說。", "（詳見下文。）", "此後再無消息？"]],
    "ja": [["彼らは夜に送られた。", "「誰も知らない。」と彼は言った。", "その後、連絡はない。"]],
    "ar": [["غادروا ليلا. ", "هل عادوا؟ ", "لا أحد يعلم."]],
    "es": [["La Sra. Gómez llegó a EE. UU. en enero. ", "¿Quién lo sabe? ", "«Nadie». ", "¡Basta!"]],
    "pt-BR": [["O Dr. Souza saiu às 9h. ", "“Ninguém sabe.” ", "É tarde."]],
    "fr": [["M. Dupont est parti. ", "« Personne ne sait. » ", "C’est tard."]],
    "de": [["Am 9. Oktober fuhr Dr. Weber ab. ", "„Niemand weiß es.“ ", "»So ist es.« ", "Z.B. in Bonn."]],
    "hi": [["वे रात में गए। ", "कोई नहीं जानता।"]],
    "ru": [["Он родился в 1986 г. в Москве. ", "Никто не знает."]],
}


@pytest.mark.parametrize(
    ("language", "sentences"), [(tag, case) for tag, cases in CASES.items() for case in cases]
)
def test_text_is_cut_behind_each_sentence(language: str, sentences: list[str]) -> None:
    assert list(split("".join(sentences), language)) == sentences


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_a_line_break_ends_a_sentence(language: str) -> None:
    assert split("one\ntwo", language) == ("one\n", "two")


@pytest.mark.parametrize("text", ["", " ", "word", "...", "no end mark"])
def test_text_without_an_end_mark_is_one_sentence_or_none(text: str) -> None:
    assert split(text, "en") == ((text,) if text else ())


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("He left. …", "en", ("He left. …",)),
        ("… He left. — Why?", "en", ("… He left. ", "— Why?")),
        ("갔다. …… 왜?", "ko", ("갔다. ", "…… 왜?")),
        ("他走了。……", "zh-Hans", ("他走了。……",)),
        ("「走！」。", "zh-Hant", ("「走！」。",)),
    ],
)
def test_marks_alone_are_no_sentence(text: str, language: str, sentences: tuple[str, ...]) -> None:
    assert split(text, language) == sentences


_LETTERS = st.text(alphabet="aA가中あ .。!?…\"'“”「」)\n1,")


@given(_LETTERS, st.sampled_from(list(CASES)))
def test_sentences_join_back_to_the_text(text: str, language: str) -> None:
    parts = split(text, language)
    assert "".join(parts) == text
    assert all(parts)


@given(_LETTERS, st.sampled_from(list(CASES)))
def test_only_the_first_sentence_may_begin_with_white_space(text: str, language: str) -> None:
    assert not any(part[0].isspace() for part in split(text, language)[1:])


@pytest.mark.parametrize("pattern", ["a", '"', "。”", "A. "])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_line_of_a_megabyte_takes_a_moment(pattern: str, language: str) -> None:
    began = time.monotonic()
    split(pattern * (1_000_000 // len(pattern)), language)
    assert time.monotonic() - began < 15
