"""English words that are written alike and said otherwise: our table of sentences, and what stands around such a word."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.languages.en.g2p import homographs
from pipeline.languages.g2p import phonemes
from pipeline.narration.engines.kokoro_model import vocabulary


@pytest.fixture(scope="module")
def measure(script: Callable[[str], Any]) -> Any:
    return script("measure_homographs")


def test_the_words_of_our_table_are_said_by_their_part_in_the_sentence(measure: Any) -> None:
    cases = list(measure.read())
    assert len({case.word.lower() for case in cases}) >= 60
    assert [case for case in cases if not measure.is_right(case, phonemes)] == []


def test_every_reading_is_of_sounds_that_the_voices_know() -> None:
    sounds = "".join(sound for names in homographs._words().values() for sound in names.values())
    assert set(sounds) <= set(vocabulary())


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("the object", "ðɪ ˈɑːbʤɛkt"),
        ("the lead in the water", "ðə lˈɛd"),
        ("to use", "tə jˈuːz"),
        ("to estimate", "tʊ ˈɛstᵻmˌAt"),
    ],
)
def test_the_words_around_are_said_by_its_first_sound(sentence: str, said: str) -> None:
    assert said in phonemes(sentence, "en")


def test_each_of_several_is_said_by_its_own_neighbours() -> None:
    said = phonemes("They will record a record, and protest the protest.", "en")
    places = [said.index(sounds) for sounds in ("ɹᵻkˈɔːɹd", "ɹˈɛkɚd", "pɹətˈɛst", "pɹˈOtɛst")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Farmers in wealthy countries produce more.", "pɹədˈuːs"),
        ("The produce is fresh.", "pɹˈOduːs"),
        ("Did anyone read it?", "ɹˈiːd"),
        ("They have never read it.", "ɹˈɛd"),
        ("A well-known record-breaking team", "ɹˈɛkɚd"),
    ],
)
def test_more_words_may_stand_between(sentence: str, said: str) -> None:
    assert said in phonemes(sentence, "en")


def test_capitals_and_apostrophes_leave_the_word_to_the_voice() -> None:
    assert homographs.readings("the record’s end, RECORD-BREAKING use-by dates") == ()


def test_stand_ins_are_never_heard() -> None:
    assert "ˈuːvɐzˌuːv" not in phonemes("Close the lead. Live close! Read; use, wind", "en")
