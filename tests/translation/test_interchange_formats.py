"""Every format goes out and comes back with words, marks and states; what is damaged is refused by name and line."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from pipeline.document.article import Mark, MarkKind, Sentence, Span
from pipeline.errors import ReviewedFileError
from pipeline.translation.interchange import po, sheet, tmx, xliff, xliff12
from pipeline.translation.interchange.formats import FORMATS, read_translations
from pipeline.translation.interchange.inlines import parse_placeholders, readable
from pipeline.translation.interchange.segments import (
    Coded,
    Inline,
    Segment,
    State,
    Translations,
    segments_of,
)

LINK, STRONG = Mark(MarkKind.LINK, "https://example.org/?a=1&b=2"), Mark(MarkKind.STRONG)
NOTE = Mark(MarkKind.NOTE, "s1-b9", "1")
NAMES = sorted(FORMATS)


def sentence(id, *spans):
    return Sentence(id, tuple(Span(each) if isinstance(each, str) else each for each in spans))


SOURCES = [
    ("s0-b1", [sentence("s0-b1-k1", "A < B & “C”")]),
    (
        "s1-b1",
        [
            sentence("s1-b1-k1", "See ", Span("the ", (LINK,)), Span("report", (LINK, STRONG)), ". "),
            sentence("s1-b1-k2", "It has a note", Span("", (NOTE,)), " in it. "),
            sentence("s1-b1-k3", r"=1+1 is \<3> and <1/>", " "),
            sentence("s1-b1-k4", "Nobody translated this."),
        ],
    ),
]
WORDS = {
    "ko": {
        "s0-b1-k1": [Span("가 < 나 & “다”")],
        "s1-b1-k1": [Span("보고서", (LINK, STRONG)), Span("를", (LINK,)), Span(" 보라.")],
        "s1-b1-k2": [Span("각주가", ()), Span("", (NOTE,)), Span(" 있다.")],
        "s1-b1-k3": [Span("=1+1은 <3>이다")],
    },
    "zh-Hans": {
        "s0-b1-k1": [Span("甲 < 乙 & “丙”")],
        "s1-b1-k1": [Span("请看", ()), Span("报告", (LINK, STRONG)), Span("。")],
        "s1-b1-k2": [Span("有注"), Span("", (NOTE,)), Span("。")],
        "s1-b1-k3": [Span("-1 与 '=x")],
    },
    "es": {
        "s0-b1-k1": [Span("¿A < B & «C»?")],
        "s1-b1-k1": [Span("Vea "), Span("el ", (LINK,)), Span("informe", (LINK, STRONG)), Span(".")],
        "s1-b1-k2": [Span("Tiene una nota"), Span("", (NOTE,)), Span(".")],
        "s1-b1-k3": [Span("@cmd y \\<1> y \\\\<2/>")],
    },
}
STATES = {"s0-b1-k1": State.TRANSLATED, "s1-b1-k1": State.REVIEWED, "s1-b1-k2": State.FINAL}


def made(target="ko", **more):
    return Translations(
        "en", target, "article.md", segments_of(SOURCES, WORDS.get(target, {}), {**STATES, **more})
    )


def bare(segments):
    return [replace(each, line=0, marks=(), space="") for each in segments]


@pytest.fixture
def read(tmp_path):
    def from_bytes(name, data, target="", stem="article"):
        path = tmp_path / f"{stem}.{FORMATS[name].ending}"
        path.write_bytes(data)
        return read_translations(path, target)

    return from_bytes


@pytest.fixture
def refused(read):
    def saying(name, data, *said, target=""):
        with pytest.raises(ReviewedFileError) as raised:
            read(name, data, target)
        assert f"article.{FORMATS[name].ending}" in raised.value.message
        for each in said:
            assert each in raised.value.message
        assert raised.value.advice

    return saying


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("target", sorted(WORDS))
def test_a_file_comes_back_as_it_went(read, name, target):
    out = made(target)
    back = read(name, FORMATS[name].write(out))
    assert (back.source, back.target, back.original) == ("en", target, "article.md")
    assert bare(back.segments) == bare(out.segments)
    assert back.segments[0].untouched
    assert not back.segments[1].untouched


@pytest.mark.parametrize("name", NAMES)
def test_the_same_values_give_the_same_bytes(name):
    assert FORMATS[name].write(made()) == FORMATS[name].write(made())


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_draft_is_no_longer_untouched(read, name):
    data = (
        FORMATS[name]
        .write(made())
        .replace("“다”".encode(), "“라”".encode())
        .replace("&quot;다".encode(), "&quot;라".encode())
    )
    back = read(name, data)
    assert back.segments[0].target.text == "가 < 나 & “라”"
    assert back.segments[0].state is State.TRANSLATED
    assert not back.segments[0].untouched


def test_a_fuzzy_message_is_not_reviewed(read):
    data = po.write(made())
    assert data.count(b"#, fuzzy") == 2
    states = [each.state for each in read("po", data.replace(b"#, fuzzy\n", b"")).segments]
    assert states == [State.REVIEWED, State.REVIEWED, State.FINAL, State.REVIEWED, State.INITIAL]


def test_an_approved_unit_of_another_tool_is_reviewed(read):
    data = xliff12.write(made()).replace(
        b'<trans-unit id="s0-b1-k1"', b'<trans-unit id="s0-b1-k1" approved="yes"'
    )
    assert read("xliff12", data).segments[0].state is State.REVIEWED


@pytest.mark.parametrize("text", ["<1>", "</12>", r"\<1/>", r"\\\<3>", "a < b", "<b>", "\\", "<1"])
def test_text_that_looks_like_a_placeholder_stays_text(text):
    assert parse_placeholders(readable(Inline(text))) == Inline(text)


def test_codes_side_by_side_and_in_each_other_come_back():
    inline = Inline(
        "abcd", (Coded("1", 0, 2), Coded("2", 1, 2), Coded("3", 2, 2), Coded("4", 2, 4), Coded("5", 4, 4))
    )
    assert readable(inline) == "<1>a<2>b</2></1><3/><4>cd</4><5/>"
    assert parse_placeholders(readable(inline)) == inline


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("<1>가", "<1> is not closed"),
        ("가</1>", "</1> closes nothing"),
        ("<1>가<2>나</1></2>", "</1> closes nothing"),
        ("<1>가</1><1>나</1>", "<1> stands there twice"),
    ],
)
@pytest.mark.parametrize("name", ["po", "csv"])
def test_a_damaged_placeholder_is_named(refused, name, damage, said):
    data = FORMATS[name].write(made()).decode().replace("<1><2>보고서</2>를</1>", damage).encode()
    refused(name, data, "s1-b1-k1", "line", said)


# Spreadsheets


def test_no_exported_cell_is_a_formula():
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝x", "'=x", "''x", "'tis"]
    segments = tuple(
        Segment("s1-b1", f"k{n}", Inline("x"), Inline(cell.strip() or "x"), State.TRANSLATED)
        for n, cell in enumerate(cells)
    )
    rows = list(
        csv.reader(StringIO(sheet.write(Translations("en", "ko", "a.md", segments)).decode("utf-8-sig")))
    )
    assert all(cell[:1] not in tuple("=+-@\t\r＝＋－＠") for row in rows for cell in row if cell)
    assert rows[2][2] == "'=1+1"


@pytest.mark.parametrize("text", ["=1+1", "'=1", "''", "'tis", "''=x", "-", "@a", "＋1"])
def test_what_was_escaped_comes_back(read, text):
    segment = Segment("s1-b1", "k1", Inline(text), Inline(text), State.REVIEWED)
    assert bare(read("csv", sheet.write(Translations("en", "ko", "a.md", (segment,)))).segments) == [segment]


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_spreadsheet_may_save_it_in_its_own_way(read, separator, encoding, end):
    rows = list(csv.reader(StringIO(sheet.write(made()).decode("utf-8-sig"))))
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    assert bare(read("csv", text.getvalue().encode(encoding)).segments) == bare(made().segments)


# Bad input

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def declared(data, doctype):
    return data.replace(b"?>\n", b"?>\n" + doctype + b"\n", 1)


@pytest.mark.parametrize("name", ["xliff", "xliff12", "tmx"])
@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        b'<!DOCTYPE tmx SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY a "b">]>',
        b'<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
    ],
)
def test_no_declaration_is_followed(refused, name, doctype):
    refused(name, declared(FORMATS[name].write(made()), doctype))


def test_the_harmless_declaration_of_other_tools_is_passed_over(read):
    data = declared(tmx.write(made()), b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert bare(read("tmx", data).segments) == bare(made().segments)


@pytest.mark.parametrize("name", NAMES)
def test_a_truncated_file_is_refused(refused, name):
    data = FORMATS[name].write(made())
    refused(name, data[: data.rindex("1은".encode()) + 1], "line")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_a_nul_is_refused(refused, name):
    refused(name, FORMATS[name].write(made()).replace("“다”".encode(), b"\0"), "line")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n\xff\xfe", b"<html/>", b"PK\x03\x04"])
def test_a_foreign_file_is_refused(refused, name, data):
    refused(name, data)


@pytest.mark.parametrize("name", NAMES)
def test_an_id_that_stands_twice_is_refused(refused, name):
    data = FORMATS[name].write(made())
    old, new = (b'segment id="k2"', b'segment id="k1"') if name == "xliff" else (b"s1-b1-k2", b"s1-b1-k1")
    refused(name, data.replace(old, new), "used twice")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "tmx"])
def test_another_language_than_the_one_wanted_is_refused(refused, name):
    refused(name, FORMATS[name].write(made()), "into ko, not es", target="es")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_absurd_size_is_not_read(refused, name, monkeypatch):
    monkeypatch.setattr("pipeline.translation.interchange.parsing.LARGEST", 10)
    refused(name, FORMATS[name].write(made()), "larger than")


def test_fifty_megabytes_are_too_much():
    from pipeline.translation.interchange.parsing import LARGEST

    assert LARGEST < 50_000_000


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("EUC-KR", "utf-8"),
        ("ISO-8859-1", "utf-8"),
        ("UTF-8", "euc-kr"),
        *(
            (name, "utf-8")
            for name in ("klingon", "base64_codec", "zlib", "rot13", "undefined", "idna", "uu")
        ),
    ],
)
def test_a_po_file_in_another_charset_than_it_says_is_refused(refused, charset, encoding):
    text = po.write(made()).decode().replace("charset=UTF-8", f"charset={charset}")
    refused("po", text.encode(encoding, "replace"))


def test_a_po_file_in_the_charset_that_it_says_is_read(read):
    text = (
        po.write(made())
        .decode()
        .replace("charset=UTF-8", "charset=EUC-KR")
        .replace("“", '"')
        .replace("”", '"')
    )
    text = text.replace('"다"', "다").replace('"C"', "C").replace("…", "...")
    assert read("po", text.encode("euc-kr")).segments[1].target.text == "보고서를 보라."


@pytest.mark.parametrize("name", NAMES)
def test_mixed_line_ends_do_not_matter(read, name):
    data = FORMATS[name].write(made()).replace(b"\r\n", b"\n")
    lines = data.split(b"\n")
    mixed = b"".join(line + (b"\r\n" if number % 2 else b"\n") for number, line in enumerate(lines))
    assert bare(read(name, mixed).segments) == bare(made().segments)


def test_a_number_of_no_character_is_refused(refused):
    data = xliff.write(made()).replace("“다”".encode(), b'<cp hex="zz"/>')
    refused("xliff", data, "line", "zz")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_hundred_thousand_segments_are_read(read, name):
    segments = tuple(
        Segment(f"s{n}-b1", "k1", Inline(f"Sentence {n}."), Inline(f"문장 {n}."), State.REVIEWED)
        for n in range(100_000)
    )
    back = read(name, FORMATS[name].write(Translations("en", "ko", "a.md", segments)))
    assert bare(back.segments) == list(segments)
