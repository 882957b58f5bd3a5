"""Names whose original stands behind them in brackets."""

import pytest

from pipeline.languages.ko import g2p as korean
from pipeline.languages.zh import g2p as mandarin


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("숀 콤스(Sean Combs)는 가수다.", "숀 콤스는 가수다."),
        ("롭 드와르(Rob Dewar)가 말했다.", "롭 드와르가 말했다."),
        ("유타와 캘리포니아 (California)에", "유타와 캘리포니아에"),
        ("페일린（Palin）의", "페일린의"),
        ("숀 콤스 ( Sean Combs )는", "숀 콤스는"),
    ],
)
def test_korean_says_a_name_once(text: str, said: str) -> None:
    assert korean.read(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "세계은행(World Bank)은",
        "적십자(Indonesian Red Cross) 대변인",
        "유럽연합(EU)은",
        "상원 의원의 (R-Arizona)",
        "국가안보위원회(National Security Commission)를",
        "가뭄 (가뭄 지역에는 이익)",
    ],
)
def test_korean_says_what_does_not_sound_as_the_words_before(text: str) -> None:
    assert korean.read(text).count("(") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("前锋在巴吞鲁日(Baton Rouge)长大", "前锋在巴吞鲁日长大"),
        ("萨拉·佩林（Sarah Palin）的长子", "萨拉·佩林的长子"),
        ("尼古拉斯·克利夫斯（Nicholas Cleves）", "尼古拉斯·克利夫斯"),
        ("卡瓦诺（ Kavanaugh ）作证", "卡瓦诺作证"),
        ("据地下传教士斯蒂芬·金（Stephen Kim）透露", "据地下传教士斯蒂芬·金透露"),
    ],
)
def test_mandarin_says_a_name_once(text: str, said: str) -> None:
    assert mandarin.read(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "据《倡导者》（Advocate）报道",
        "世界卫生组织（WHO）",
        "赛波夫驾驶家得宝(Home Depot)的货车",
        "据斯蒂芬·金（Human Rights Watch）说",
    ],
)
def test_mandarin_says_what_does_not_sound_as_the_words_before(text: str) -> None:
    assert mandarin.read(text) == text


def test_traditional_names_are_known_too() -> None:
    assert mandarin.phonemes("薩拉·佩林（Sarah Palin）", "zh-Hant") == mandarin.phonemes("萨拉·佩林")
