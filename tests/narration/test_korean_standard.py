"""The examples of the Standard Pronunciation (표준 발음법), chapters 2 to 7, and what its rules mean for other words."""

import tomllib
from pathlib import Path

import pytest

from pipeline.languages.ko.g2p import phonemes, pronounce

CHAPTERS = tomllib.loads(
    (Path(__file__).parent / "pronunciation" / "korean-standard.toml").read_text("utf-8")
)
EXAMPLES = [
    (article, *example.strip().split(":"))
    for articles in CHAPTERS.values()
    for article, examples in articles.items()
    for example in examples.replace("\n", " ").split(",")
]
UNTOLD = {
    "신고": "the verb sounds 신꼬; the noun, a report, is written alike and commoner in the news",
}
"""Examples that the letters alone do not tell, and why."""


def said(text: str) -> str:
    return pronounce(text).replace(" ", "")


@pytest.mark.parametrize(
    ("article", "written", "allowed"), [example for example in EXAMPLES if example[1] not in UNTOLD]
)
def test_words_sound_as_the_standard_says(article: str, written: str, allowed: str) -> None:
    assert said(written) in allowed.split("/"), f"article {article}"


def test_ninety_nine_in_a_hundred_of_the_standards_examples_pass_and_no_exception_is_stale() -> None:
    failed = {written for _, written, allowed in EXAMPLES if said(written) not in allowed.split("/")}
    assert failed == set(UNTOLD)
    assert len(EXAMPLES) >= 400
    assert len(failed) <= len(EXAMPLES) / 100


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("구두를 신고", "구두를 신꼬"),  # 24
        ("범죄를 신고", "범죄를 신고"),
        ("닫힌 문", "다친 문"),  # 17
        ("옮긴 뒤", "옴긴 뒤"),  # 24, exception
        ("할 계획이다", "할 께회기다"),  # 27
        ("될 전망이다", "될 쩐망이다"),
        ("할지 여부를", "할찌 여부를"),
        ("살게 됐다", "살게 됃따"),  # 27: a stem in ㄹ has the same letters
        ("알지 못한다", "알지 모탄다"),
        ("역할 분담", "여칼 분담"),
        ("서울 수도", "서울 수도"),
        ("못 잊는다", "몬 닌는다"),  # 29, addition 2
        ("좋은 일이", "조은 니리"),
        ("한 일 주일", "한 일 주일"),
        ("정부의 정책", "정부에 정책"),  # 5
        ("국회의 동의", "구쾨에 동이"),
        ("송환(강제)의 혐의", "송환(강제)에 혀미"),
        ("전공의 이탈", "전공이 이탈"),
        ("한자 (의)", "한짜 (의)"),
        ("의 좋은 형제", "의 조은 형제"),
        ("현실적인 예술성", "현실쩌긴 예술썽"),  # 26
        ("인권법", "인꿘뻡"),  # 28
        ("특수법인", "특쑤버빈"),
        ("수영장 방문자", "수영장 방문자"),
        ("체포영장", "체포영짱"),
        ("책 위에", "채 귀에"),  # 15
        ("국민 여러분", "궁민 여러분"),
    ],
)
def test_rules_reach_further_than_the_examples(written: str, sound: str) -> None:
    assert pronounce(written) == sound


def test_what_is_not_hangul_stays_and_parts_what_is_said() -> None:
    assert pronounce("국민, 3 밥.") == "궁민, 3 밥."
    assert pronounce("옷, 한 벌") == "옫, 한 벌"
    assert pronounce("") == pronounce(" ").strip() == ""


@pytest.mark.parametrize("text", ["ㅋㅋㅋ", "가ㅏ나", "국"])
def test_letters_that_make_no_syllable_are_no_fault(text: str) -> None:
    assert isinstance(phonemes(text), str)
