"""What a lexicon says, in the book: for reading systems that speak by voices of their own."""

import pytest
from lxml import etree

from pipeline.document.article import Mark, MarkKind, Sentence, Span
from pipeline.document.lexicon import Entry, Lexicon
from pipeline.languages import find
from pipeline.validation.validate import proof
from pipeline.writers.epub.markup import prose
from pipeline.writers.epub.pronunciations import with_phonemes

PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
PH = "{http://www.w3.org/2001/10/synthesis}ph"
LEXICONS = {
    "en": Lexicon(
        "en", (Entry("lawyer", "/lˈɔɪəɹ/"), Entry("interpreter", "in-TER-preter"), Entry("absent", "x"))
    ),
    "ko": Lexicon("ko", (Entry("난민", "/nˈanmin/"), Entry("변호사", "벼노사"))),
    "zh-Hans": Lexicon("zh-Hans", (Entry("律师", "/ly↘ʂɨ→/"),)),
}


@pytest.fixture(scope="module")
def spoken(sample, open_book):
    """The sample's books with lexicons of three languages, by language."""
    return {
        tag: open_book(sample.made(sample.edition(tag), lexicons=LEXICONS)) for tag in ("en", "ko", "zh-Hans")
    }


def entries(book, tag):
    """The lexicon that a book brings: how each word is said."""
    return {
        lexeme.findtext(f"{PLS}grapheme"): lexeme.findtext(f"{PLS}phoneme") or lexeme.findtext(f"{PLS}alias")
        for lexeme in book.xml(f"lexicons/{tag}.pls").iter(f"{PLS}lexeme")
    }


def test_a_book_brings_what_its_words_need_of_each_lexicon_and_nothing_else(spoken):
    assert entries(spoken["en"], "en") == {"lawyer": "lˈɔɪəɹ", "interpreter": "in-TER-preter"}
    assert entries(spoken["en"], "ko") == {"난민": "nˈanmin"}
    assert entries(spoken["ko"], "ko") == {"변호사": "벼노사"}
    assert entries(spoken["zh-Hans"], "zh-Hans") == {"律师": "ly˥˩ʂɨ˥"}
    assert "EPUB/lexicons/zh-Hans.pls" not in spoken["en"].archive.namelist()


def test_every_page_names_the_lexicons_with_their_languages(spoken):
    for page in spoken["en"].pages:
        links = spoken["en"].xml(f"text/{page}.xhtml").iter("{*}link")
        named = [
            (link.get("hreflang"), link.get("href")) for link in links if link.get("rel") == "pronunciation"
        ]
        assert named == [("en", "../lexicons/en.pls"), ("ko", "../lexicons/ko.pls")]


def test_words_whose_phonemes_are_known_bear_them_in_their_own_language_alone(spoken):
    pages = [spoken["en"].xml(f"text/{page}.xhtml") for page in spoken["en"].pages]
    found = {(element.text, element.get(PH)) for page in pages for element in page.iter() if element.get(PH)}
    assert found == {("lawyer", "lˈɔɪəɹ"), ("난민", "nˈanmin")}
    alphabets = {page.get("{http://www.w3.org/2001/10/synthesis}alphabet") for page in pages}
    assert alphabets == {None, "ipa"}


def test_our_checks_and_epubcheck_find_nothing_wrong_with_such_books(spoken, tmp_path):
    for tag, book in spoken.items():
        (tmp_path / f"{tag}.epub").write_bytes(book.data)
    about_lexicons = [
        each
        for book in proof([tmp_path])
        for each in book.findings
        if "pls" in each.text or "ssml" in each.text
    ]
    assert about_lexicons == []


def test_epubcheck_only_notes_that_nothing_it_knows_of_names_a_lexicon(spoken, epubcheck, tmp_path):
    path = tmp_path / "ko.epub"
    path.write_bytes(spoken["ko"].data)
    ((said,),) = [report["findings"] for report in epubcheck([path])]
    assert (said["id"], said["severity"]) == ("OPF-097", "USAGE")
    assert "lexicons/ko.pls" in said["text"]


def test_the_text_of_a_page_stays_as_it_is(spoken, books):
    for tag, book in spoken.items():
        for page in book.pages:
            texts = [
                "".join(
                    etree.tostring(each.xml(f"text/{page}.xhtml"), encoding="unicode", method="text").split()
                )
                for each in (book, books[tag])
            ]
            assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((Span("朝鲜朝鲜"),), '<span ssml:ph="a">朝鲜</span><span ssml:ph="a">朝鲜</span>'),
        ((Span("朝"), Span("鲜", (Mark(MarkKind.STRONG),))), "朝<strong>鲜</strong>"),
        ((Span("去朝鲜了", (Mark(MarkKind.STRONG),)),), '<strong>去<span ssml:ph="a">朝鲜</span>了</strong>'),
        ((Span("朝鲜", (Mark(MarkKind.LANGUAGE, "ja"),)),), '<span lang="ja" xml:lang="ja">朝鲜</span>'),
    ],
)
def test_marks_and_phonemes_stand_in_each_other(sample, spans, expected):
    page = sample.shown(sample.edition("zh-Hans"))[0]
    block = sample.block("b", page.blocks[0].kind, "x")
    block = type(block)("b", block.kind, sentences=(Sentence("k", spans),))
    page = type(page)(page.id, page.kind, page.title, (block,), page.episode)
    lexicon = Lexicon("zh-Hans", (Entry("朝鲜", "/a/"),))
    (marked,) = with_phonemes((page,), "zh-Hans", {"zh-Hans": lexicon})
    assert prose(marked.blocks[0].sentences, find("zh-Hans")) == f'<span id="k">{expected}</span>'
