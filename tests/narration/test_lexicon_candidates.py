"""Words that a lexicon should say how to say."""

from pathlib import Path

import pytest

from pipeline.document.article import Mark, MarkKind, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.languages.g2p import phonemes
from pipeline.languages.normalization import normalize
from pipeline.narration.lexicon import lexicons
from pipeline.narration.lexicon_candidates import draft, own_words, unsure


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("유엔과 KINU는 Kim Jong-un을 金이라 썼다. KINU다.", "ko", ["KINU", "Jong-un", "Kim", "金"]),
        ("朝鲜说Google在3月关闭。", "zh-Hans", ["Google"]),
        ("国連はNGOと話した。", "ja", ["NGO"]),
        ("The KINU and the U.N. met Mr Kim in 1953.", "en", ["KINU", "U.N."]),
        ("La ONU habló.", "es", ["ONU"]),
        ("모두 돌아왔다.", "ko", []),
    ],
)
def test_words_that_can_only_be_guessed_are_listed(text: str, language: str, expected: list[str]) -> None:
    assert [each.word for each in unsure([text], language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "guess"),
    [
        ("KINU가", "ko", "케이아이엔유"),
        ("Trump는", "ko", "트럼프"),
        ("朝鲜说Google。", "zh-Hans", "谷歌"),
        ("国連はNGOと話した。", "ja", "エヌジーオー"),
        ("他叫㐂。", "zh-Hans", ""),
    ],
)
def test_each_word_comes_with_how_it_is_said(text: str, language: str, guess: str) -> None:
    assert [each.guess for each in unsure([text], language)] == [guess]


def test_a_guess_that_is_accepted_is_said_as_before_and_listed_no_more(tmp_path: Path) -> None:
    texts = {"ko": "Trump가 KINU의 “C\\D”를", "en": "The KINU", "zh-Hans": "他叫㐂，用Google。"}
    found = {tag: unsure([text], tag) for tag, text in texts.items()}
    (tmp_path / "lexicon.toml").write_text(draft(found), "utf-8")
    accepted = lexicons(tmp_path / "lexicon.toml")
    left = {tag: [each.word for each in unsure([text], tag, accepted[tag])] for tag, text in texts.items()}
    assert left == {"ko": [], "en": [], "zh-Hans": ["㐂"]}
    assert phonemes(normalize(accepted["ko"].apply("Trump가"), "ko"), "ko") == phonemes("트럼프가", "ko")


def test_what_the_lexicon_knows_is_not_listed() -> None:
    lexicon = Lexicon("ko", (Entry("KINU", "키누"), Entry("NGO", "/endʒio/")))
    assert [each.word for each in unsure(["KINU와 JTBC와 NGO"], "ko", lexicon)] == ["JTBC"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("他叫㐂和𠮷，走了。", "zh-Hans", ["㐂", "𠮷"]),
        ("他叫㐂，來了。", "zh-Hant", ["㐂"]),
        ("彼は㐂です。移って招いた。", "ja", ["㐂"]),
    ],
)
def test_characters_without_a_reading_are_listed(text: str, language: str, expected: list[str]) -> None:
    found = unsure([text], language)
    assert [each.word for each in found] == expected
    assert {each.why for each in found} == {"a character without a reading"}


def test_a_sound_that_kokoro_lacks_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.narration.engines import kokoro

    monkeypatch.setattr(kokoro, "vocabulary", lambda: frozenset("abcdefghijklmnopqrstuvwxyz ˈˌ."))
    kokoro._phonemes.cache_clear()
    assert ("ð", "without a sound in Kokoro") in [
        (each.word, each.why) for each in unsure(["This is the end."], "en")
    ]


def test_parts_that_are_marked_as_another_language_are_none_to_guess_at() -> None:
    marked = tuple(
        Span(text, (Mark(MarkKind.LANGUAGE, tag),) if tag else ())
        for text, tag in (
            ("그는 ", ""),
            ("Google", "en"),
            ("과 ", ""),
            ("Quo", "la"),
            ("를 ", "ko"),
            ("KINU", ""),
        )
    )
    text = own_words(Sentence("k", marked), "ko")
    assert [each.word for each in unsure([text], "ko")] == ["KINU", "Quo"]
