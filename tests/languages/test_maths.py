"""Formulas in the words of each language."""

from string import Formatter

import pytest

from pipeline.languages import folders, languages
from pipeline.languages.maths import spoken

FORMULAS = {
    "half": "<mfrac><mi>d</mi><mi>v</mi></mfrac>",
    "sum over": "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>",
    "square": "<msup><mi>x</mi><mn>2</mn></msup>",
    "power": "<msup><mn>10</mn><mrow><mo>-</mo><mn>6</mn></mrow></msup>",
    "root": "<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>",
    "function": "<mi>f</mi><mo>\u2061</mo><mo>(</mo><mi>x</mi><mo>)</mo><mo>=</mo><mn>2</mn>",
    "product": "<mi>a</mi><mo>(</mo><mi>b</mi><mo>+</mo><mi>c</mi><mo>)</mo>",
    "series": "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
    "index": "<msub><mi>x</mi><mn>1</mn></msub>",
    "greek": "<mi>α</mi><mo>≤</mo><mi>π</mi>",
    "choose": "<mo>(</mo><mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac><mo>)</mo>",
    "negative": "<mo>−</mo><mn>5</mn><mo>=</mo><mi>a</mi><mo>−</mo><mi>b</mi><mo>×</mo><mo>−</mo><mi>c</mi>",
    "not": "<mo>~</mo><mi>p</mi>",
    "hat": "<mover><mi>p</mi><mo>~</mo></mover>",
    "no member": "<mi>x</mi><mo>∉</mo><mi>A</mi>",
    "not below": "<mi>a</mi><mo>≮</mo><mi>b</mi>",
    "not so": "<mi>p\u0338</mi>",
    "logic": "<mo>∀</mo><mi>x</mi><mo>∄</mo><mi>y</mi><mo>¬</mo><mi>q</mi>",
    "much": "<mi>𝑥</mi><mo>≪</mo><mi>𝛼</mi>",
    "lambda": "<mi>λ</mi><mo>≠</mo><mi>Λ</mi>",
    "sets": "<mi>A</mi><mo>∪</mo><mi>B</mi><mo>⊄</mo><mi>C</mi>",
    "gas": "<msub><mi>CO</mi><mn>2</mn></msub>",
    "log": "<msub><mi>log</mi><mn>2</mn></msub><mn>8</mn>",
    "limit": "<msub><mi>lim</mi><mi>n</mi></msub><mi>f</mi>",
    "period": "<mn>0</mn><mi>.</mi><mover><mn>3</mn><mo>\u0332</mo></mover>",
    "late period": "<mn>0.1</mn><mover><mn>6</mn><mo>¯</mo></mover>",
    "mean": "<mover><mi>x</mi><mo>¯</mo></mover>",
    "underlined": "<munder><mi>x</mi><mo>\u0332</mo></munder>",
    "mixed": "<mi>x</mi><mo>=</mo><mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>",
    "times half": "<mi>x</mi><mfrac><mn>1</mn><mn>2</mn></mfrac>",
    "carbon": "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
    "carbon alone": "<msubsup><mrow/><mn>6</mn><mn>14</mn></msubsup><mi>C</mi>",
    "twice": "<msup><mi>x</mi><mo>″</mo></msup>",
    "degrees": "<msup><mn>90</mn><mo>∘</mo></msup>",
}


@pytest.mark.parametrize(
    ("language", "formula", "said"),
    [
        ("en", "half", "d over v"),
        ("en", "sum over", "open parenthesis a plus b close parenthesis over c"),
        ("en", "square", "x squared"),
        ("en", "power", "10 to the power of open parenthesis minus 6 close parenthesis"),
        ("en", "root", "the square root of open parenthesis a plus b close parenthesis"),
        ("en", "function", "f x equals 2"),
        ("en", "product", "a open parenthesis b plus c close parenthesis"),
        ("en", "series", "the sum from i equals 1 to n of i"),
        ("en", "index", "x sub 1"),
        ("en", "greek", "alpha is less than or equal to pi"),
        ("en", "choose", "open parenthesis n, k close parenthesis"),
        ("en", "degrees", "90°"),
        ("ko", "half", "v 분의 d"),
        ("ko", "square", "x 제곱"),
        ("ko", "series", "i 는 1부터 n까지 시그마 i"),
        ("zh-Hans", "half", "v 分之 d"),
        ("zh-Hant", "root", "根號 左括號 a 加 b 右括號"),
        ("ja", "square", "x の二乗"),
        ("el", "greek", "α μικρότερο ή ίσο με π"),
        ("ar", "half", "d على v"),
        ("en", "negative", "minus 5 equals a minus b times minus c"),
        ("zh-Hans", "negative", "负 5 等于 a 减 b 乘 负 c"),
        ("zh-Hant", "negative", "負 5 等於 a 減 b 乘 負 c"),
        ("ko", "negative", "마이너스 5 는 a 마이너스 b 곱하기 마이너스 c"),
        ("en", "not", "is approximately equal to p"),
        ("en", "hat", "p"),
        ("en", "no member", "x is not in A"),
        ("de", "no member", "x kein Element von A"),
        ("zh-Hans", "no member", "x 不属于 A"),
        ("ko", "not below", "a 작다 아님 b"),
        ("ja", "not below", "a ノット 小なり b"),
        ("ru", "not below", "a не меньше b"),
        ("en", "not so", "not p"),
        ("en", "logic", "for all x not there exists y not q"),
        ("en", "much", "x is much less than alpha"),
        ("en", "lambda", "lambda is not equal to lambda"),
        ("fr", "sets", "A union B non inclus dans C"),
        ("en", "gas", "CO sub 2"),
        ("ko", "gas", "CO 아래첨자 2"),
        ("en", "log", "log sub 2 8"),
        ("en", "period", "0.3 bar"),
        ("en", "late period", "0.1 6 bar"),
        ("ko", "period", "0.3 바"),
        ("en", "mean", "x bar"),
        ("en", "underlined", "x"),
        ("en", "mixed", "x equals 3 and 1 over 2"),
        ("ko", "mixed", "x 는 3과 2 분의 1"),
        ("zh-Hans", "mixed", "x 等于 3 又 2 分之 1"),
        ("en", "times half", "x 1 over 2"),
        ("ko", "no member", "x 원소가 아님 A"),
        ("en", "carbon", "14 6 C"),
        ("en", "carbon alone", "14 6 C"),
        ("en", "twice", "x prime prime"),
        ("en", "limit", "lim over n of f"),
    ],
)
def test_a_formula_is_said_in_words(language: str, formula: str, said: str) -> None:
    assert spoken(f"<math>{FORMULAS[formula]}</math>", language) == said


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_says_every_form_and_sign(language: str) -> None:
    own, english = folders.table(language, "maths"), folders.table("en", "maths")
    assert own.keys() == english.keys()
    assert own["signs"].keys() == english["signs"].keys()
    for form, text in english.items():
        if form != "signs":
            assert _names(own[form]) == _names(text), form


def _names(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}
