"""A wrong number written anew by its value, in the manner of the translation, and only where that is certain."""

from fractions import Fraction

import pytest

from pipeline.languages import find
from pipeline.translation.checks import Code, Pair, findings
from pipeline.translation.checks.amounts import amounts
from pipeline.translation.mending import mend, rewrite


def mended(source, target, to, of="en", around=()):
    return mend(Pair("s1", source, target), find(of), find(to), around)


@pytest.mark.parametrize(
    ("to", "source", "wrong", "right"),
    [
        ("pt-BR", "More than 820,000 people are affected.", "Mais de 880 mil pessoas são afetadas.", "Mais de 820 mil pessoas são afetadas."),
        ("pt-BR", "It cost 3.5 million reais.", "Custou 35 milhões de reais.", "Custou 3,5 milhões de reais."),
        ("pt-BR", "About 15,000 people fled.", "Cerca de 1,5 mil pessoas fugiram.", "Cerca de 15 mil pessoas fugiram."),
        ("es", "Some 12,400 left.", "Unas 14.200 se fueron.", "Unas 12.400 se fueron."),
        ("es", "It rose by 2.7 percent.", "Subió un 7,2 %.", "Subió un 2,7 %."),
        ("de", "The town has 31,250 people.", "Die Stadt hat 32.150 Einwohner.", "Die Stadt hat 31.250 Einwohner."),
        ("fr", "The town has 31,250 people.", "La ville compte 32 150 habitants.", "La ville compte 31\u00a0250 habitants."),
        ("ko", "More than 820,000 people fled.", "88만 명이 넘게 피란했다.", "82만 명이 넘게 피란했다."),
        ("ko", "It cost 250,000 won.", "52만 원이 들었다.", "25만 원이 들었다."),
        ("ko", "He was born in 1986 there.", "그는 그곳에서 1968년에 태어났다.", "그는 그곳에서 1986년에 태어났다."),
        ("ko", "They paid 1,250 dollars.", "그들은 1,520달러를 냈다.", "그들은 1,250달러를 냈다."),
        ("zh-Hans", "More than 820,000 people fled.", "超过88万人逃离。", "超过82万人逃离。"),
        ("zh-Hans", "It cost 310 million dollars.", "耗资13亿美元。", "耗资3.1亿美元。"),
        ("zh-Hant", "Some 25,000 people came.", "約2.7萬人到場。", "約2.5萬人到場。"),
        ("ja", "Some 123,400 people came.", "約12万4300人が来た。", "約12.34万人が来た。"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_written_as_its_language_writes_it(to, source, wrong, right):
    assert mended(source, wrong, to) == right
    found = findings((Pair("s1", source, right),), find("en"), find(to))
    assert Code.NUMBERS not in {notice.code for notice in found}


@pytest.mark.parametrize(
    ("value", "written"),
    [(123_400, "12만 3,400"), (120_000_000, "1억 2,000만"), (8_500, "8500"), (2 * 10**12, "2조")],
)
def test_korean_counts_in_ten_thousands(value, written):
    [wrong] = amounts("약 13만 명", find("ko"))
    assert rewrite("약 13만 명", wrong, Fraction(value), find("ko")) == f"약 {written} 명"


def test_korean_numbers_are_written_in_other_languages():
    assert (
        mended("82만 명이 피란했다.", "Some 880,000 people fled.", "en", of="ko")
        == "Some 820,000 people fled."
    )
    assert mended("82만 명이 피란했다.", "八十八万人逃离，约88万。", "zh-Hans", of="ko") == ""
    assert mended("37만 5천 명이 왔다.", "来了33.5万人。", "zh-Hans", of="ko") == "来了37.5万人。"


@pytest.mark.parametrize(
    ("to", "source", "target", "why"),
    [
        ("ko", "More than 820,000 people fled in 1986.", "88만 명이 1968년에 피란했다.", "two numbers are wrong"),
        ("ko", "Some fled in 1986.", "몇몇이 피란했다.", "there is none to be written over"),
        ("pt-BR", "The second man spoke of it.", "O homem falou por cento.", "a word may be a number by mistake"),
        ("pt-BR", "It fell by 12 percent.", "Caiu para 30 pessoas.", "a share is no count"),
        ("pt-BR", "Some 300 people came.", "Umas pessoas vieram em 2018.", "a count is no year"),
        ("ko", "They found 300 200 people.", "그들은 200명을 찾았다.", "it may be two numbers"),
        ("pt-BR", "Some 500 people came.", "Vieram 8 milhões de pessoas.", "the words beside it would not fit"),
        ("ko", "Some 29 people and 31 dogs.", "13명과 13명, 개 31마리.", "it stands there twice"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_alone(to, source, target, why):
    assert mended(source, target, to) == "", why


def test_a_number_that_stands_in_the_sentence_beside_it_came_with_all_its_words():
    source, target = "Forty families crossed.", "트럭 52대를 보냈다."
    assert mended(source, target, "ko") == "트럭 40대를 보냈다."
    assert mended(source, target, "ko", around=("The army sent 52 trucks.",)) == ""


def test_arabic_digits_are_written_as_arabic_digits():
    assert (
        mended("Some 820 people fled in March.", "فر حوالي ٨٨٠ شخصا في مارس.", "ar")
        == "فر حوالي ٨٢٠ شخصا في مارس."
    )
