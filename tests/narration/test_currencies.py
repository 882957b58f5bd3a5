"""A sum is said with its currency in every language, by CLDR's name where the language's own table has none."""

import pytest

from pipeline.languages.normalization import normalize

SIGNS = "₩₺₦৳₫₱₴₪₹₽฿₸₲₡₵₮₼₾₭"
TAGS = ("en", "ko", "zh-Hans", "ja", "es", "fr", "de", "pt-BR", "it", "ar", "hi", "cs", "sv", "th")


@pytest.mark.parametrize("tag", TAGS)
def test_no_sign_of_a_currency_is_left_unsaid(tag: str) -> None:
    unsaid = [
        sign for sign in SIGNS if sign in normalize(f"{sign}5", tag) or sign in normalize(f"5 {sign}", tag)
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    ("written", "tag", "said"),
    [
        ("₡500", "en", "five hundred Costa Rican colóns"),
        ("₸500", "ko", "오백 카자흐스탄 텡게"),
        ("₸500", "zh-Hans", "五百哈萨克斯坦坚戈"),
        ("₺5", "es", "cinco liras turcas"),
        ("1 UAH", "es", "una grivna ucraniana"),
        ("5 MXN", "cs", "pět mexických pes"),
        ("MXN 100", "ko", "백 멕시코 페소"),
        ("NZD 100", "zh-Hans", "一百新西兰元"),
        ("5 MXN", "th", "ห้าเปโซเม็กซิโก"),
        ("ห้าล้าน KRW", "th", "ห้าล้านวอนเกาหลีใต้"),
        ("5 KES", "ar", "خمسة شلن كينيي"),
    ],
)
def test_a_currency_without_a_name_of_its_own_has_the_one_of_cldr(written: str, tag: str, said: str) -> None:
    assert normalize(written, tag) == said


@pytest.mark.parametrize("written", ["TOP 10", "COP 28", "PHP 8", "SDG 5", "ALL 50"])
def test_capitals_that_are_words_or_other_things_are_no_currency(written: str) -> None:
    letters = normalize(written.split()[0], "en")
    assert normalize(written, "en").startswith(letters)
