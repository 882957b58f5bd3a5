"""XLIFF 2.1 goes out and comes back whole, and a bad file is refused by name."""

from dataclasses import replace

import pytest
from lxml import etree

from pipeline.document.article import Mark, MarkKind, Span
from pipeline.errors import ReviewedFileError
from pipeline.translation.interchange.segments import State
from pipeline.translation.interchange.xliff import NAMESPACE, read_xliff, write_xliff
from pipeline.translation.reviewed_file import reviewed_file

NS = {"x": NAMESPACE}


@pytest.fixture
def korean(article):
    """The article with every sentence in Korean words, the link kept."""

    def said(block):
        sentences = tuple(
            replace(
                each, spans=tuple(Span("말 " if span.marks else "글 ", span.marks) for span in each.spans)
            )
            for each in block.sentences
        )
        return replace(block, sentences=sentences, blocks=tuple(map(said, block.blocks)))

    def section(each):
        return replace(
            each,
            title=said(each.title),
            blocks=tuple(map(said, each.blocks)),
            sections=tuple(map(section, each.sections)),
        )

    return replace(
        article,
        language="ko",
        title=said(article.title),
        front=tuple(map(said, article.front)),
        sections=tuple(map(section, article.sections)),
        back=tuple(map(said, article.back)),
        description="그들은 송환되었다. 아무도 묻지 않았다.",
    )


@pytest.fixture
def written(article, korean):
    return write_xliff(article, korean, "ko", original="article.md")


@pytest.fixture
def file(tmp_path):
    def put(data):
        path = tmp_path / "article.ko.xlf"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return put


def test_a_unit_is_a_block_and_a_segment_a_sentence(article, written):
    root = etree.fromstring(written)
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "en", "ko")
    assert root.find("x:file", NS).get("original") == "article.md"
    units = root.findall(".//x:unit", NS)
    wanted = [block.id for block in article.walk() if block.sentences and block.id != "s1-b4"]
    assert [unit.get("id") for unit in units] == [*wanted, "description"]
    second = root.find(".//x:unit[@id='s1-b2']", NS)
    assert [(each.get("id"), each.get("state")) for each in second.findall("x:segment", NS)] == [
        ("k1", "final"),
        ("k2", "final"),
        ("k3", "final"),
    ]


def test_white_space_between_sentences_is_ignorable(written):
    unit = etree.fromstring(written).find(".//x:unit[@id='s1-b2']", NS)
    assert [each.findtext("x:source", namespaces=NS) for each in unit.findall("x:ignorable", NS)] == [
        " ",
        " ",
    ]
    assert unit.findtext("x:segment[@id='k1']/x:source", namespaces=NS).endswith("1982.")


def test_a_link_is_a_paired_code_whose_address_the_translator_sees(written):
    unit = etree.fromstring(written).find(".//x:unit[@id='s1-b2']", NS)
    code = unit.find("x:segment[@id='k2']/x:target/x:pc", NS)
    assert (code.get("type"), code.get("canDelete"), code.text) == ("link", "no", "말 ")
    assert unit.findtext(f"x:originalData/x:data[@id='{code.get('dataRefStart')}']", namespaces=NS) == (
        "https://example.org/convention?a=1&b=2"
    )


def test_what_was_written_is_read(article, written, file):
    segments = {each.where: each for each in read_xliff(file(written), "en", "ko")}
    assert segments["s0-b1-k1"].source.text == "Five hundred people were sent back"
    assert segments["s0-b1-k1"].target.text == "글"
    assert segments["s0-b1-k1"].state is State.FINAL
    assert [(code.begin, code.end) for code in segments["s1-b2-k2"].source.codes] == [(19, 37)]
    assert [(code.begin, code.end) for code in segments["s1-b2-k2"].target.codes] == [(2, 4)]


def test_a_file_without_translations_has_initial_segments_without_targets(article, file):
    data = write_xliff(article, None, "zh-Hant", original="article.md")
    assert b"<target>" not in data
    assert {each.state for each in read_xliff(file(data), "en", "zh-Hant")} == {State.INITIAL}


def test_the_same_article_gives_the_same_bytes(article, korean, written):
    assert write_xliff(article, korean, "ko", original="article.md") == written


def test_text_is_escaped(article, file):
    odd = replace(article, description="A < B & C > D")
    data = write_xliff(odd, None, "ko", original='a"<b>.md')
    assert read_xliff(file(data), "en", "ko")[-1].source.text == "A < B & C > D"


def test_codes_taken_apart_annotations_and_code_points_are_understood(file):
    data = f"""<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="en-US" trgLang="ko-KR"><file id="f"><unit id="s1-b1">
    <segment state="final"><source>A <pc id="1">b</pc></source>
      <target><mrk id="m" type="term">가</mrk>
      <sc id="1"/>나<cp hex="0041"/><ec startRef="1"/> 다</target></segment></unit></file></xliff>"""
    segment = read_xliff(file(data), "en", "ko")[0]
    assert segment.id == "k1"
    assert segment.target.text == "가 나A 다"
    assert [(code.id, code.begin, code.end) for code in segment.target.codes] == [("1", 2, 4)]


def test_marks_in_marks_keep_their_order(article, file):
    link, strong = Mark(MarkKind.LINK, "https://example.org"), Mark(MarkKind.STRONG)
    sentence = replace(
        article.title.sentences[0], spans=(Span("a"), Span("b", (link,)), Span("c", (link, strong)))
    )
    data = write_xliff(
        replace(article, title=replace(article.title, sentences=(sentence,))), None, "ko", original="a.md"
    )
    assert [(code.begin, code.end) for code in read_xliff(file(data), "en", "ko")[0].source.codes] == [
        (1, 3),
        (2, 3),
    ]


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data[:-40], "line"),
        (lambda data: b"", "line 1"),
        (lambda data: data.replace("말".encode(), b"\xff\xfe"), "line"),
        (
            lambda data: data.replace(b"<?xml version='1.0' encoding='UTF-8'?>", BOMB.encode()),
            "document type",
        ),
        (lambda data: data.replace(b'trgLang="ko"', b'trgLang="zh-Hant"'), "trgLang is “zh-Hant”, not ko"),
        (lambda data: data.replace(b'srcLang="en"', b'srcLang="x"'), "srcLang is “x”, not en"),
        (lambda data: data.replace(b'version="2.1"', b'version="1.2"'), "not XLIFF 2.0 or 2.1"),
        (lambda data: data.replace(b'unit id="s0-b3"', b'unit id="s0-b2"'), "the id “s0-b2” is used twice"),
        (lambda data: data.replace(b'segment id="k2"', b'segment id="k1"'), "the id “k1” is used twice"),
        (lambda data: data.replace(b'state="final"', b'state="done"', 1), "no state “done”"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_place(written, file, change, said):
    path = file(change(written))
    with pytest.raises(ReviewedFileError) as raised:
        read_xliff(path, "en", "ko")
    assert str(path) in raised.value.message
    assert said in raised.value.message
    assert raised.value.advice


def test_a_file_of_absurd_size_is_not_read(file, monkeypatch):
    monkeypatch.setattr("pipeline.translation.interchange.parsing.LARGEST", 10)
    with pytest.raises(ReviewedFileError, match="larger than"):
        read_xliff(file(b" " * 11), "en", "ko")


def test_an_entity_opens_no_file(file, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    data = f"""<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><xliff xmlns="{NAMESPACE}" version="2.1"
    srcLang="en" trgLang="ko"><file id="f"><unit id="u"><segment state="final"><source>&s;</source></segment></unit></file></xliff>"""
    with pytest.raises(ReviewedFileError) as raised:
        read_xliff(file(data), "en", "ko")
    assert "secret" not in str(raised.value).replace(str(tmp_path), "")


def test_the_reviewed_file_stands_beside_the_article(tmp_path):
    article = tmp_path / "my.article.md"
    assert reviewed_file(article, "zh-Hant") is None
    beside = tmp_path / "my.article.zh-Hant.xlf"
    beside.touch()
    assert reviewed_file(article, "zh-Hant") == beside
