"""Formulas and readings over characters: shown as they are meant, and one thing in their sentence."""

from pathlib import Path

import pytest

from pipeline.document.article import MarkKind, Span
from pipeline.readers.formulas import from_mathml, from_tex
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.pictures.album import Album
from pipeline.readers.reading import read

SHOWN = "<mfrac><mi>d</mi><mi>v</mi></mfrac>"


def _spans(markup: str) -> tuple[Span, ...]:
    made, _ = pieces(parse_html(markup, "page.html"), "page.html", Album(Path(), own=False))
    return made[0].spans


def _formulas(spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    return [(span.text, mark.value) for span in spans for mark in span.marks if mark.kind is MarkKind.FORMULA]


@pytest.mark.parametrize(
    "written",
    [
        f"<math>{SHOWN}</math>",
        f"<math alttext='d over v'><semantics>{SHOWN}<annotation>\\frac</annotation></semantics></math>",
        "<math alttext='{\\displaystyle \\frac{d}{v}}'></math>",
        f"<span class=mwe-math-element><span style='display:none'><math>{SHOWN}</math></span><img alt='x'></span>",
        f"<span class=katex><math>{SHOWN}</math><span class=katex-html aria-hidden=true>dv</span></span>",
        "<script type='math/tex'>\\frac{d}{v}</script>",
        "<img class=latex src=l.png alt='\\frac{d}{v}'>",
    ],
)
def test_every_form_of_a_formula_is_shown_and_stands_once_in_its_sentence(written: str) -> None:
    spans = _spans(f"<p>It is {written}, at most.</p>")
    assert "".join(span.text for span in spans) == "It is d/v, at most."
    assert [text for text, _ in _formulas(spans)] == ["d/v"]
    assert all(SHOWN in shown for _, shown in _formulas(spans))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"시간은 $t = \frac{d}{v}$ 이다.", "시간은 t = d/v 이다."),
        (r"如果 $x^2 \leq 2$，则有。", "如果 x² ≤ 2，则有。"),
        ("| a | b |\n|---|---|\n| $|x|$ | 2 |", "|x|"),
        ("[See $x_1$](https://example.org/)", "See x₁"),
    ],
)
def test_a_formula_of_markdown_is_shown_wherever_it_stands(tmp_path: Path, written: str, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\nlang: ko\n---\n# 제목\n\n{written}\n", "utf-8")
    found = [each for each in read(path)[0].sentences() if _formulas(each.spans)]
    assert [each.text for each in found] == [text]
    assert "<math " in _formulas(found[0].spans)[0][1]


def test_private_comments_in_a_formula_stay_private(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T\n\nIt is $$a % nobody knows\n+ b$$ and %% no %% more.\n", "utf-8")
    told = repr(read(path, "en"))
    assert "a+b" in told.replace(" ", "")
    assert "nobody" not in told


@pytest.mark.parametrize(
    "tex", [r"\unknown{x}", r"\frac" * 900 + "x", "{" * 1400 + "}" * 1400, r"\def\a{\a\a}\a", "(" * 300, "값(a[" * 100, "x^{" * 60 + "}" * 60]
)  # fmt: skip
def test_tex_that_nobody_knows_or_beyond_reason_is_a_line_of_signs_alone(tex: str) -> None:
    assert from_tex(tex).mathml == ""


@pytest.mark.parametrize(
    "written",
    [
        "<math><mi href='javascript:alert(1)' onclick='x()' style='color:red' id='a'>x</mi></math>",
        "<math><maction actiontype='statusline'><mi>x</mi><mtext>no</mtext></maction></math>",
        "<math><semantics><mi>x</mi><annotation-xml><p>no</p></annotation-xml></semantics></math>",
    ],
)
def test_nothing_of_a_formula_runs_or_leads_elsewhere(written: str) -> None:
    made = from_mathml(parse_html(f"<p>{written}</p>", "a").find(".//math"))
    assert (
        made.mathml
        == '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>'.replace(
            "<mi>x", "<mrow><mi>x"
        ).replace("</mi><", "</mi></mrow><")
        or made.mathml.endswith('alttext="x"><mi>x</mi></math>')
    )


def test_a_form_with_too_few_parts_is_a_row_so_that_books_stay_valid() -> None:
    made = from_mathml(
        parse_html("<p><math><mfrac><mi>a</mi></mfrac><mtd><mi>b</mi></mtd></math></p>", "a").find(".//math")
    )
    assert "mfrac" not in made.mathml
    assert "mtd" not in made.mathml
    assert made.text == "ab"


def test_a_formula_larger_than_any_page_has_keeps_its_signs() -> None:
    deep = "<mrow>" * 300 + "<mi>x</mi>" + "</mrow>" * 300
    made = from_mathml(parse_html(f"<p><math>{deep}</math></p>", "a").find(".//math"))
    assert (made.text, made.mathml) == ("x", "")


@pytest.mark.parametrize(
    ("written", "read_"),
    [
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>", [("漢字", "かんじ")]),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>", [("漢", "かん"), ("字", "じ")]),
        ("<ruby><rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt></ruby>", [("漢", "かん"), ("字", "じ")]),
        ("<ruby><rb>汉</rb><rb>字</rb><rt>hànzì</rt></ruby>", [("汉字", "hànzì")]),
        ("<ruby><img alt='喰' src=a.png><rt>く</rt></ruby>", [("喰", "く")]),
        ("<ruby>國<rt>국</rt></ruby>", [("國", "국")]),
        ("<ruby>字<rt></rt></ruby>", [("字", "")]),
        ("<ruby><rt>かな</rt></ruby>", [("かな", "")]),
    ],
)
def test_a_reading_stands_over_its_characters_and_not_beside_them(
    written: str, read_: list[tuple[str, str]]
) -> None:
    spans = _spans(f"<p>{written}</p>")
    readings = [
        (span.text, next((mark.value for mark in span.marks if mark.kind is MarkKind.RUBY), ""))
        for span in spans
    ]
    assert readings == read_


@pytest.mark.parametrize(
    "written",
    [
        "<ruby>漢<rt hidden>秘密</rt></ruby>",
        "<ruby><span style='display:none'>秘密</span>漢<rt><b class=sr-only>秘密</b></rt></ruby>",
        "<ruby><rb>漢<i><i hidden>秘密</i></i></rb><span hidden>秘密</span></ruby>",
    ],
)
def test_what_is_hidden_in_a_ruby_is_told_and_not_published(written: str) -> None:
    made, notices = pieces(
        parse_html(f"<p>{written}字だ</p>", "page.html"), "page.html", Album(Path(), own=False)
    )
    assert made[0].text == "漢字だ"
    assert "秘密" not in repr(made)
    assert [(notice.code, set(notice.evidence.split())) for notice in notices] == [
        ("reading.hidden", {"秘密"})
    ]


def test_a_reading_hidden_from_screen_readers_alone_is_kept() -> None:
    spans = _spans("<p><ruby>漢<rt aria-hidden=true>かん</rt></ruby></p>")
    assert [mark.value for mark in spans[0].marks] == ["かん"]


def test_links_notes_and_pictures_in_a_ruby_are_kept_or_told() -> None:
    page = (
        "<p><ruby><a href='https://example.org/'>漢</a><sup><a href='#fn1' role=doc-noteref>1</a></sup><img src=a.png alt='喰'><rt>かん</rt></ruby>だ</p>"
        "<aside id=fn1 role=doc-footnote><p>注。</p></aside>"
    )
    made, notices = pieces(parse_html(page, "page.html"), "page.html", Album(Path(), own=False))
    assert (made[0].text, made[1].text) == ("漢喰だ", "注。")
    assert [mark.value for span in made[0].spans for mark in span.marks if mark.kind is MarkKind.NOTE] == [
        made[1].label
    ]
    (notice,) = notices
    assert notice.code == "reading.ruby"
    assert all(word in notice.text for word in ("https://example.org/", "a.png"))


def test_a_title_with_readings_is_its_characters_alone(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    body = "<p>村の井戸は長く使われてきたが、去年の夏に水が出なくなった。</p>" * 3
    page.write_text(
        f"<html lang=ja><body><article><h1><ruby>井戸<rt>いど</rt></ruby>の話</h1>{body}", "utf-8"
    )
    assert read(page)[0].title.text == "井戸の話"


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"a \not= b", "a ≠ b"),
        (r"x \not\in A", "x ∉ A"),
        (r"a \nleq b", "a ≰ b"),
        (r"a \nmid b", "a ∤ b"),
        (r"a \nless b", "a ≮ b"),
        (r"\not p", "p\u0338"),
        (r"\foo{x} \not= b", r"\foo x ≠ b"),
        (r"\foo{x} \not\in b", r"\foo x ∉ b"),
        (r"0.\overline{3}", "0.3\u0305"),
        (r"\foo 0.\overline{3}", "\\foo 0.3\u0305"),
        (r"\left( a \displaystyle b \foo \right)", r"(a b \foo)"),
        (r"\log_2 8", "log₂ 8"),
    ],
)
def test_no_negation_and_no_mark_of_a_formula_is_lost_in_its_line(tex: str, line: str) -> None:
    assert from_tex(tex).text == line


@pytest.mark.parametrize(
    ("tex", "line", "number"),
    [
        ("3,14", "3,14", "<mn>3,14</mn>"),
        (r"1{,}5", "1,5", "<mn>1,5</mn>"),
        (r"(1{,}5; 2)", "(1,5; 2)", "<mn>1,5</mn>"),
        (r"10{,}000{,}000", "10,000,000", "<mn>10,000,000</mn>"),
        (r"\left(\frac{3,14}{2}\right)", "(3,14/2)", "<mn>3,14</mn>"),
        ("(1,2)", "(1,2)", "<mn>1</mn>"),
        ("(1, 2)", "(1, 2)", "<mn>1</mn>"),
        ("1, 2", "1, 2", "<mn>1</mn>"),
        ("x = 1,2,3", "x = 1,2,3", "<mn>3</mn>"),
        ("a_{1,2}", "a 1,2", "<mn>1</mn>"),
        (r"\text{1, 2}", "1, 2", "<mtext>1, 2</mtext>"),
    ],
)
def test_a_comma_within_a_number_makes_one_number_and_between_numbers_does_not(
    tex: str, line: str, number: str
) -> None:
    made = from_tex(tex)
    assert made.text == line
    assert number in made.mathml
    assert made.mathml.isprintable()


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"3\frac{1}{2}", "3 1/2"),
        (r"\frac{1}{2}3", "1/2 3"),
        (r"\foo 3\frac{1}{2}", r"\foo 3 1/2"),
        (r"\frac{1}{2}\frac{3}{4}", "1/2 3/4"),
        ("x = -5", "x = −5"),
        ("a - 5", "a − 5"),
    ],
)
def test_numbers_of_a_formula_stay_the_same_in_its_line(tex: str, line: str) -> None:
    assert from_tex(tex).text == line


def test_what_stands_before_and_behind_a_sign_is_raised_and_lowered_in_the_line() -> None:
    scripts = "<mi>C</mi><mn>2</mn><mn>3</mn><mprescripts></mprescripts><mn>6</mn><mn>14</mn>"
    written = f"<p><math><mmultiscripts>{scripts}</mmultiscripts></math></p>"
    assert from_mathml(parse_html(written, "a").find(".//math")).text == "¹⁴₆C₂³"


def test_commands_that_are_not_known_stand_in_the_text_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T\n\nIt is $\\foo{x} \\nope y$.\n", "utf-8")
    article, notices = read(path, "en")
    assert r"\foo x \nope y" in repr([each.text for each in article.sentences()]).replace("\\\\", "\\")
    assert [r"\foo, \nope" in each.text for each in notices if each.code == "reading.formula"] == [True]
