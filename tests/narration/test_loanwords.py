"""English words in Korean text."""

import tomllib
from pathlib import Path

import pytest

from pipeline.languages.ko.g2p import phonemes, read
from pipeline.languages.ko.g2p.loanwords import respell

_TABLE = tomllib.loads(
    Path(__file__).with_name("pronunciation").joinpath("loanwords.toml").read_text("utf-8")
)
_WORDS = [
    pair
    for item, words in _TABLE.items()
    if item.isdigit()
    for pair in zip(words.split()[::2], words.split()[1::2], strict=True)
]


@pytest.mark.parametrize(("word", "hangul"), [pair for pair in _WORDS if pair[0] not in _TABLE["known"]])
def test_the_standards_examples_are_written_as_it_writes_them(word: str, hangul: str) -> None:
    assert respell(word) == hangul


def test_the_words_that_are_known_to_differ_still_do() -> None:
    differing = [word for word, hangul in _WORDS if respell(word) != hangul]
    assert differing == _TABLE["known"]


@pytest.mark.parametrize(
    ("word", "hangul"),
    [
        ("Kavanaugh", "캐버노"),
        ("Trump", "트럼프"),
        ("Google", "구글"),
        ("Facebook", "페이스북"),
        ("West Virginia", "웨스트 버지니아"),
        ("Obama", "오바마"),
        ("Human Rights Watch", "휴먼 라이츠 워치"),
        ("O'Brien", "오브라이언"),
    ],
)
def test_names_come_out_as_newspapers_write_them(word: str, hangul: str) -> None:
    assert respell(word) == hangul


def test_letters_by_themselves_and_words_with_accents_are_said_too() -> None:
    for word in [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "Zürich", "Erdoğan", "hmm", "Ng", "psst"]:
        assert not any(map(str.isascii, respell(word))), word


def test_particles_follow_the_name_without_a_break() -> None:
    assert read("Ryan이 말했다.") == "라이언이 말했다."
    assert phonemes("Ryan이") == phonemes("라이언이")
