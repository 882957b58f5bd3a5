import os
import subprocess
import sys

import pytest

from pipeline.languages.g2p import available, phonemes

TEXTS = {
    "en": "The UN said: “500 people — refugees — were sent back.”",
    "es": "La ONU dijo: «500 personas (refugiados)».",
    "pt-BR": "A ONU disse que 500 pessoas foram devolvidas.",
    "fr": "L'ONU a dit : « 500 personnes ».",
    "it": "L'ONU ha detto: 500 persone.",
    "hi": "संयुक्त राष्ट्र ने कहा।",
    "ko": "유엔은 오백 명이 송환됐다고 “밝혔다”.",
    "zh-Hans": "联合国表示，五百人被“遣返”。",
    "ja": "国連は「五百人が送還された」と発表した。",
}
SCRIPT = """
import sys
from pipeline.languages.g2p import phonemes
for line in sys.stdin.read().splitlines():
    print(phonemes(*reversed(line.split(" ", 1))))
"""


@pytest.mark.parametrize("language", TEXTS)
def test_every_sign_is_one_the_model_knows(language: str) -> None:
    from pipeline.narration.engines.kokoro_model import vocabulary as known

    said = phonemes(TEXTS[language], language)
    assert set(said) <= set(known()), said
    assert sum(map(str.isalpha, said)) > len(TEXTS[language]) / 4


def test_phonemes_are_the_same_in_every_process_and_order() -> None:
    lines = [f"{language} {text}" for language, text in TEXTS.items()]
    answers = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input="\n".join(order),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout.splitlines()
        for seed, order in enumerate((lines + lines, lines[::-1]))
    ]
    assert answers[0] == answers[1][::-1] * 2


def test_punctuation_stays_where_it_is() -> None:
    assert [sign for sign in phonemes("One, two; (three) “four”!", "en") if not sign.isalpha()][-1] == "!"
    marks = "".join(sign for sign in phonemes("One, two; (three) “four”!", "en") if sign in ",;()“”!")
    assert marks == ",;()“”!"


def test_a_comma_between_digits_is_part_of_the_number() -> None:
    assert "," not in phonemes("1,500", "en")


def test_latin_words_in_chinese_are_said_in_english() -> None:
    assert "jˌuːˈɛn" in phonemes("UN表示", "zh-Hans")


def test_chinese_keeps_its_tones_and_takes_no_note_of_a_cache() -> None:
    assert phonemes("马", "zh-Hans") == "ma↓"


def test_a_language_without_its_packages_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available("ja")
    monkeypatch.setattr("pipeline.languages.g2p.front_ends.find_spec", lambda name: name != "fugashi" or None)
    assert not available("ja")
    assert available("ko")
