"""Three hundred words and phrases of the news as the Standard Pronunciation has them, figures and letters included."""

import tomllib
from pathlib import Path

import pytest

from pipeline.languages.ko.g2p import compounds, pronounce
from pipeline.languages.normalization import normalize

WORDS = [
    case.strip().rsplit(":", 1)
    for kind in tomllib.loads(
        (Path(__file__).parent / "pronunciation" / "korean-words.toml").read_text("utf-8")
    ).values()
    for case in kind["words"].replace("\n", " ").split(",")
]


@pytest.mark.parametrize(("written", "allowed"), WORDS)
def test_words_of_the_news_sound_as_the_standard_says(written: str, allowed: str) -> None:
    assert pronounce(normalize(written, "ko")).replace(" ", "") in allowed.split("/")


def test_the_table_has_three_hundred_words_each_once() -> None:
    assert len({written for written, _ in WORDS}) == len(WORDS) >= 300


@pytest.mark.parametrize(
    "text",
    [
        "참여행사",
        "증여행위",
        "배열차이",
        "나열차트",
        "필요원칙",
        "국민역할",
        "한국역사",
        "영양식당",
        "공연필름",
    ],
)
def test_words_that_meet_by_chance_are_no_second_part_of_a_compound(text: str) -> None:
    assert compounds.join(text) == text


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("김영권은", "기명궈는"),
        ("이용권을", "이용꿔늘"),
        ("세 권을", "세 궈늘"),
        ("정치권력이", "정치궐려기"),
        ("전문인력을", "전무닐려글"),
        ("서울역 안내", "서울력 안내"),
        ("서울역사박물관", "서우력싸방물관"),
        ("서울역이 아니라 지역이", "서울려기 아니라 지여기"),
        ("달러환율", "달러화뉼"),
        ("검찰조사를 일시 중단", "검찰조사를 일씨 중단"),
        ("한국의 일들", "한구게 일들"),
        ("철수하지 않는다", "철쑤하지 안는다"),
    ],
)
def test_a_second_part_sounds_so_behind_a_word_alone(text: str, sound: str) -> None:
    assert pronounce(text) == sound
