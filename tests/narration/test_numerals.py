import pytest

from pipeline.languages.ko.normalization import cardinal as korean
from pipeline.languages.zh.normalization import cardinal as chinese


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "영"),
        (10, "십"),
        (11, "십일"),
        (100, "백"),
        (2013, "이천십삼"),
        (10_000, "만"),
        (11_000, "만천"),
        (3_000_000, "삼백만"),
        (100_000_000, "일억"),
        (110_010_000, "일억천일만"),
    ],
)
def test_korean_numbers_leave_out_a_leading_one_except_before_large_units(number: int, said: str) -> None:
    assert korean.sino(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "한"), (3, "세"), (20, "스무"), (21, "스물한"), (99, "아흔아홉"), (103, "백세")]
)
def test_korean_counting_is_native_up_to_ninety_nine(number: int, said: str) -> None:
    assert korean.native(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (110, "一百一十"),
        (102, "一百零二"),
        (200, "两百"),
        (1010, "一千零一十"),
        (2040, "两千零四十"),
        (10_010, "一万零一十"),
        (20_000, "两万"),
        (820_000, "八十二万"),
        (100_005_000, "一亿零五千"),
        (100_000_000, "一亿"),
    ],
)
def test_chinese_numbers_say_a_gap_once(number: int, said: str) -> None:
    assert chinese.numeral(number) == said


def test_chinese_two_depends_on_what_is_counted() -> None:
    assert chinese.numeral(2) == "二"
    assert chinese.numeral(2, pair=True) == "两"
    assert chinese.numeral(12, pair=True) == "十二"
