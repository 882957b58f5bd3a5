"""Names in Latin letters in Chinese text."""

import pytest

from pipeline.languages.g2p import version
from pipeline.languages.zh import g2p as mandarin
from pipeline.languages.zh.g2p.names import respell
from pipeline.languages.zh.g2p.transliteration import sounds, transliterate
from pipeline.narration.error_rate import normal


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Alisson Becker", "阿利森·贝克"),
        ("Barnes", "巴恩斯"),
        ("Blair", "布莱尔"),
        ("Boyle", "博伊尔"),
        ("Calzadilla", "卡尔特萨迪拉"),
        ("Christie", "克里斯蒂"),
        ("Connor Goldson", "康纳·戈尔德森"),
        ("Declan Gallagher", "德克兰·加拉格"),
        ("Downing", "道宁"),
        ("Geoff Diehl", "杰夫·迪尔"),
        ("Glenn Middleton", "格伦·米德尔顿"),
        ("Hutchinson", "哈钦森"),
        ("Joe Worrall", "乔·瓦罗尔"),
        ("Kenny", "肯尼"),
        ("MacPherson", "麦克弗森"),
        ("Melrose", "梅尔罗兹"),
        ("Moore", "穆尔"),
        ("O'Brien", "奥布赖恩"),
        ("Patrick Anderson", "帕特里克·安德森"),
        ("Pelosi", "佩洛西"),
        ("Wayde Sims", "韦德·西姆斯"),
        ("Watts", "沃茨"),
    ],
)
def test_a_name_is_written_by_its_english_sounds(name: str, written: str) -> None:
    assert respell(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Baton Rouge", "巴吞鲁日"),
        ("San Francisco", "旧金山"),
        ("Washington", "华盛顿"),
        ("Steven Gerrard", "史蒂文·杰拉德"),
        ("J K Rowling", "J K 罗琳"),
        ("Ludwig van Beethoven", "路德维希·范·贝多芬"),
    ],
)
def test_a_well_known_name_has_its_old_form(name: str, written: str) -> None:
    assert respell(name) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [("Facebook", "脸书"), ("Coca-Cola", "可口可乐"), ("McDonald's", "麦当劳"), ("McDonald’s", "麦当劳")],
)
def test_a_company_alone_has_its_chinese_name(name: str, written: str) -> None:
    assert mandarin.read(f"据{name}称") == f"据{written}称"


@pytest.mark.parametrize("text", ["LSU", "NATO", "KTUU", "AI 系统", "B超", "T恤", "HIV/AIDS", "J K", "U S A"])
def test_abbreviations_stay_in_letters(text: str) -> None:
    assert respell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("iPhone", "YouTube", "Google Maps", "Reddit", "Home Depot", "Nord Stream 2", "Apple"),
        *("Human Rights Watch", "World Bank", "University of Leeds", "New York Times", "Belfast Giants"),
        *("The Great Gatsby", "Make America Great Again", "Hello, world", "Johnson & Johnson", "weather"),
    ],
)
def test_brands_institutions_and_phrases_stay_english(text: str) -> None:
    assert respell(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("LSU 的 Wayde Sims 在 Baton Rouge 被杀", "LSU 的 韦德·西姆斯 在 巴吞鲁日 被杀"),
        ("BBC Scotland的Alasdair Lamont说", "BBC 苏格兰的阿拉斯德尔·拉芒特说"),
        ("Halkett 和 Google 的 Craig", "哈尔基特 和 谷歌 的 克雷格"),
        ("卡瓦诺（Kavanaugh）作证", "卡瓦诺作证"),
    ],
)
def test_names_stand_among_other_words(text: str, said: str) -> None:
    assert mandarin.read(text) == said


def test_a_name_is_one_word_whatever_stands_beside_it() -> None:
    assert mandarin.phonemes("Holt的球队").split()[0] == mandarin.phonemes("Holt").strip()
    assert "kʰa→ŋna↘ kɤ→ɚ↓tɤ↗sə→n" in mandarin.phonemes("让Connor Goldson全场不得安宁")


def test_characters_of_names_are_read_as_in_names() -> None:
    assert sounds("的的喀喀") == ["di2", "di2", "ka1", "ka1"]
    assert sounds("塞缪尔") == ["sai4", "miao4", "er3"]


def test_abbreviations_that_english_would_read_as_words_are_spelled() -> None:
    assert mandarin.phonemes("KTUU电视台").startswith("kˈA tˈiː jˈuː jˈuː")
    assert mandarin.phonemes("HER二").startswith("ˈAʧ ˈiː ˈɑːɹ")
    assert mandarin.phonemes("NATO表示").startswith("nˈAɾO")


def test_every_name_gives_characters_that_have_a_sound() -> None:
    for word in (
        "Xherdan",
        "Tschentscher",
        "Nguyen",
        "Ng",
        "Zoe",
        "Joan",
        "Struan",
        "Ayr",
        "Ibrox",
        "Schwarzenegger",
    ):
        written = transliterate(word)
        assert written, word
        assert all("一" <= character <= "鿿" for character in written), word
        assert all(sound[-1].isdigit() for sound in sounds(written)), word


def test_what_is_heard_counts_as_it_is_read() -> None:
    assert normal("Joe Worrall 说", "zh-Hans") == normal("乔·瓦罗尔说", "zh-Hans")
    assert normal("LSU", "zh-Hans") == "lsu"


def test_sentences_with_names_are_spoken_anew() -> None:
    assert (version("zh-Hans") or 0) >= 4
