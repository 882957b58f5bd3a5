"""What comes of Korean text; the standard's own examples are in test_korean_standard.py."""

import pytest

from pipeline.languages.ko.g2p import phonemes, pronounce


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("옷 한 벌", "오 탄 벌"),  # 12
        ("낮 한때", "나 탄때"),
        ("책 넣는다", "챙 넌는다"),  # 18
        ("밥 먹는다", "밤 멍는다"),
        ("값 매기다", "감 매기다"),
        ("할 것을", "할 꺼슬"),  # 27
        ("할 수는 없다", "할 쑤는 업따"),
        ("할 바를", "할 빠를"),
    ],
)
def test_rules_reach_across_a_space_where_words_are_said_as_one(written: str, sound: str) -> None:
    assert pronounce(written) == sound


@pytest.mark.parametrize(
    "word", ["신고", "안다", "서울 수도", "상대가", "여성과", "불고기", "감기", "안기다"]
)
def test_lists_of_tense_words_leave_words_alone_that_only_look_like_them(word: str) -> None:
    assert pronounce(word) == word


def test_stops_are_voiced_between_vowels_and_not_at_the_beginning() -> None:
    assert phonemes("가가") == "kaɡa"
    assert phonemes("국가") == "kukka"


def test_s_is_palatal_before_i() -> None:
    assert phonemes("시사") == "ɕisa"


def test_punctuation_is_kept_and_other_letters_are_said_as_koreans_say_them() -> None:
    assert phonemes("가, 나. (다)") == "ka, na. (ta)"
    assert phonemes("가 Ryan") == phonemes("가 라이언")


@pytest.mark.parametrize("text", ["‘난민’이", "“난민”이", '"난민"이', "'난민'이", "「난민」이"])
def test_quotation_marks_do_not_part_a_noun_from_its_particle(text: str) -> None:
    assert phonemes(text) == phonemes("난민이")


def test_all_of_it_is_known_to_the_model() -> None:
    from pipeline.narration.engines.kokoro_model import vocabulary as known

    every = "".join(chr(letter) for letter in range(0xAC00, 0xD7A4))
    assert set(phonemes(every)) <= set(known())
