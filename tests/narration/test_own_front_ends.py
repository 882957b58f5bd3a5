"""What the front ends of Mandarin and Japanese make of single syllables, kana and long sentences."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.errors import VoiceMissing
from pipeline.languages.g2p import front_ends, phonemes
from pipeline.languages.ja.g2p.kana import sounds
from pipeline.languages.zh.g2p.sounds import sound, western
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.narration.engines.kokoro_breaths import breaths
from pipeline.narration.voice_selection import cast


@pytest.mark.parametrize(
    ("syllable", "said"),
    [
        ("zhong1", "ꭧʊ→ŋ"),
        ("shi4", "ʂɨ↘"),
        ("ci2", "ʦʰɨ↗"),
        ("jun1", "ʨy→n"),
        ("lv4", "ly↘"),
        ("lü4", "ly↘"),
        ("wen2", "wə↗n"),
        ("dui4", "twei↘"),
        ("niu2", "njou↗"),
        ("er4", "ɚ↘"),
        ("yuan2", "ɥɛ↗n"),
        ("de5", "tɤ"),
        ("dian3r", "tjɛ↓ɚ"),
        ("hai2r", "xai↗ɚ"),
    ],
)
def test_a_syllable_of_pinyin_is_said_as_the_model_learned_it(syllable: str, said: str) -> None:
    assert sound(syllable) == said


@pytest.mark.parametrize("syllable", ["", "5", "zhong", "xyz1", "b3", "ê1", "ming9"])
def test_what_is_no_syllable_of_pinyin_says_nothing_and_breaks_nothing(syllable: str) -> None:
    assert sound(syllable) == ""


def test_chinese_punctuation_becomes_what_the_model_knows() -> None:
    assert western("他说：「好！」（笑）、《书》。") == "他说:  “好! ”  (笑) ,  “书” ."


@pytest.mark.parametrize(
    ("kana", "said"),
    [
        ("しゃしん", "ɕaɕiɴ"),
        ("がっこー", "ɡaʔkoː"),
        ("さんぽ", "sampo"),
        ("さんか", "saŋka"),
        ("ほんじつ", "hoɲʥiʦɨ"),
        ("ふぁいる", "ɸaiɾɯ"),
        ("うぇぶ", "βebɯ"),
        ("かぁ", "ka"),
        ("いすゞ", "isɨzɨ"),
        ("ぁ", ""),
        ("んゃ", "ɴ"),
        ("ーぁ", "ː"),
        ("っ", "ʔ"),
    ],
)
def test_kana_are_said_as_the_model_learned_them(kana: str, said: str) -> None:
    assert sounds(kana) == said


@pytest.mark.parametrize("digits", ["1870", "12345678901", "9" * 5000])
def test_japanese_digits_that_no_rule_read_are_said_however_many_they_are(digits: str) -> None:
    said = phonemes(f"番号は{digits}です。", "ja")
    assert said.startswith("baŋɡoː βa ")
    assert len(said) > len(digits)
    assert not any(map(str.isdigit, said))


def test_a_long_sentence_is_said_in_even_breaths_cut_at_its_marks() -> None:
    said = "ab cd, ef gh. " * 3 + "ij kl"
    assert breaths(said, 30) == ["ab cd, ef gh. ab cd, ef gh.", "ab cd, ef gh. ij kl"]
    assert breaths("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert breaths("", 10) == []


def test_without_its_dictionary_japanese_is_not_spoken_by_rules_that_cannot_read_it(
    voices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        front_ends, "find_spec", lambda name: None if name == "unidic_lite" else find_spec(name)
    )
    with pytest.raises(VoiceMissing) as missing:
        cast("ja", NarrationConfiguration(voices=voices))
    assert "Japanese" in missing.value.message
    assert missing.value.advice == "Run: pip install 'manyvoices[ja]'"
