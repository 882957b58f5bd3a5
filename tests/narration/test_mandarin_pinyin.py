"""Mandarin as it is read: characters by their word, tones as they are said."""

import tomllib
from pathlib import Path

import pytest

from pipeline.languages.g2p import phonemes
from pipeline.languages.zh.g2p import pinyin, simplify

CASES = [
    tuple(case.strip().split(":"))
    for cases in tomllib.loads(
        (Path(__file__).parent / "pronunciation" / "mandarin.toml").read_text("utf-8")
    ).values()
    for case in cases.replace("\n", " ").split(",")
]


@pytest.mark.parametrize(("written", "said"), CASES)
def test_words_are_read_as_people_read_them(written: str, said: str) -> None:
    assert pinyin(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("姓曾的部长", "xing4 zeng1 de5 bu4 zhang3"),
        ("曾任部长", "ceng2 ren4 bu4 zhang3"),
        ("朴素", "pu3 su4"),
        ("强制遣返朝鲜难民。", "qiang2 zhi4 qian2 fan3 chao2 xian3 nan4 min2"),
        ("个人", "ge4 ren2"),
        ("", ""),
        ("，。", ""),
    ],
)
def test_neighbours_decide_how_a_character_is_read(written: str, said: str) -> None:
    assert pinyin(written) == said


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("皇后", "皇后"),
        ("以後", "以后"),
        ("頭髮", "头发"),
        ("發現", "发现"),
        ("乾燥", "干燥"),
        ("幹部", "干部"),
        ("乾隆", "乾隆"),
        ("干涉", "干涉"),
        ("遣返", "遣返"),
        ("著名", "著名"),
        ("看著", "看着"),
    ],
)
def test_traditional_characters_are_read_as_the_simplified_ones(traditional: str, plain: str) -> None:
    assert simplify(traditional) == plain
    assert phonemes(traditional, "zh-Hant") == phonemes(plain, "zh-Hans")


def test_every_case_is_in_sounds_the_model_knows() -> None:
    from pipeline.narration.engines.kokoro_model import vocabulary as known

    said = " ".join(phonemes(written, "zh-Hans") for written, _ in CASES)
    assert set(said) <= set(known()) | {"\u0361"}


def test_a_character_no_list_knows_takes_nothing_else_with_it() -> None:
    rare = "\u9fea"
    assert phonemes(f"你{rare}好", "zh-Hans").replace(" ", "") == phonemes("你好", "zh-Hans").replace(
        "↗", "↓"
    )


def test_the_ending_r_is_one_syllable_with_the_one_before() -> None:
    assert phonemes("花儿", "zh-Hans") == "xwa→ɚ"
    assert phonemes("一点儿", "zh-Hans").endswith("tjɛ↓ɚ")
    assert phonemes("女儿", "zh-Hans").endswith("ɚ↗")
