"""How far what is said agrees with a public suite: style is evened out, another number, sign or unit never."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow
"""Each number below ten thousand is said in each of the languages."""


Verdict = Callable[[str, str, str, str, str], str]


@pytest.fixture(scope="module")
def measuring(script: Callable[[str], Any]) -> Any:
    """The module that compares."""
    return script("measure_normalization")


@pytest.fixture(scope="module")
def verdict(measuring: Any) -> Verdict:
    """How it judges what is said, of a language, a class, what is written and the suite's form."""

    def judged(said: str, language: str, kind: str, written: str, spoken: str) -> str:
        case = measuring.Case(language, kind, 2, written, (spoken,))
        return str(measuring.judge(said, case, measuring._leniency().get(language, {})))

    return judged


@pytest.mark.parametrize(
    ("language", "written", "suite", "said"),
    [
        ("es", "3,1415", "tres coma catorce quince", "tres coma uno cuatro uno cinco"),
        ("en", "June 30", "the thirtieth of june", "June thirtieth"),
        ("ko", "+82-123", "국가번호 팔이 일이삼", "플러스 팔이 일이삼"),
        ("zh-Hans", "-5°C", "负五摄氏度", "零下五摄氏度"),
        ("ar", "7.99", "سبعة وتسعة وتسعون من مئة", "سبعة فاصلة تسعة تسعة"),
        ("de", "1126", "ein tausend ein hundert sechs und zwanzig", "elfhundertsechsundzwanzig"),
    ],
)
def test_style_is_evened_out(language: str, written: str, suite: str, said: str, verdict: Verdict) -> None:
    assert verdict(said, language, "decimal", written, suite) == "lenient"


@pytest.mark.parametrize(
    ("language", "written", "suite", "said"),
    [
        ("es", "3,1415", "tres coma catorce quince", "tres coma catorce cincuenta"),
        ("es", "3,05", "tres coma cero cinco", "tres coma cinco"),
        ("en", "-5", "minus five", "five"),
        ("en", "5 km", "five kilometers", "five miles"),
        ("zh-Hans", "-5°C", "负五摄氏度", "五摄氏度"),
        ("ko", "010", "영일영", "일영일"),
        ("ar", "7.09", "سبعة وتسعة من مئة", "سبعة فاصلة تسعة"),
        ("de", "1126", "ein tausend ein hundert sechs und zwanzig", "elfhundertsechzehn"),
        ("pt-BR", "14h30", "catorze horas e trinta", "catorze e treze"),
        ("ru", "1013", "одна тысяча тринадцать", "тысяча тридцать"),
        ("hi", "2.5 km", "ढाई किलोमीटर", "दो किलोमीटर"),
    ],
)
def test_another_number_sign_or_unit_never_agrees(
    language: str, written: str, suite: str, said: str, verdict: Verdict
) -> None:
    assert verdict(said, language, "decimal", written, suite) == "other"


@pytest.mark.parametrize(
    ("said", "judged"),
    [
        ("veintiuno sobre cien", "lenient"),
        ("veintidós sobre cien", "other"),
        ("veintiuno sobre mil", "other"),
    ],
)
def test_parts_of_a_whole_may_be_one_number_over_another(said: str, judged: str, verdict: Verdict) -> None:
    assert verdict(said, "es", "fraction", "21/100", "veintiuno centésimos") == judged


def test_what_is_right_of_ours_is_counted_apart(verdict: Verdict) -> None:
    assert verdict("двадцать четыре", "ru", "ordinal", "24", "двадцать четвертого") == "ours"


def test_each_row_of_ours_has_a_reason(measuring: Any) -> None:
    rows = [row for language in measuring._leniency().values() for row in language.get("ours", ())]
    assert rows
    assert [row for row in rows if not row["why"]] == []
