"""The sample article and its reviewed translations are what a newcomer is told they are."""

import re
from collections.abc import Iterator
from pathlib import Path

import opencc
import pytest
from lxml import etree

from pipeline.document.article import Article, Block, BlockKind, MarkKind, Origin, Role
from pipeline.document.events import Nobody
from pipeline.readers import read
from pipeline.translation.interchange.segments import Segment, State, units
from pipeline.translation.interchange.xliff import read_xliff
from pipeline.translation.memory import Memory
from pipeline.translation.translate import reviewed_file, translate

INPUT = Path(__file__).parents[1] / "input"
TAGS = ("ko", "zh-Hans", "zh-Hant", "es")
NAMES = {
    "ko": ("북한", "스티븐 김", "시진핑", "휴먼라이츠워치", "유엔", "난민협약", "세계인권선언"),
    "zh-Hans": (
        "朝鲜",
        "斯蒂芬·金（Stephen Kim）",
        "习近平",
        "人权观察",
        "联合国",
        "《难民公约》",
        "《世界人权宣言》",
    ),
    "zh-Hant": (
        "北韓",
        "史蒂芬·金（Stephen Kim）",
        "習近平",
        "人權觀察",
        "聯合國",
        "《難民公約》",
        "《世界人權宣言》",
    ),
    "es": (
        "Corea del Norte",
        "Stephen Kim",
        "Xi Jinping",
        "Human Rights Watch",
        "Naciones Unidas",
        "Convención sobre el Estatuto de los Refugiados",
        "Declaración Universal de Derechos Humanos",
    ),
}
ENGLISH_NAMES = (
    "North Korea",
    "Stephen Kim",
    "Xi Jinping",
    "Human Rights Watch",
    "United Nations",
    "Refugee Convention",
    "Universal Declaration of Human Rights",
)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
NUMERALS = {
    "en": {"Both": 2, "Five": 5, "five": 5},
    "ko": {"두 ": 2, "다섯": 5},
    "zh-Hans": {"十四": 14, "两": 2, "五": 5},
    "zh-Hant": {"十四": 14, "兩": 2, "五": 5},
    "es": {"Ambas": 2, "Cinco": 5, "cinco": 5},
}
NOMINAL = {BlockKind.HEADING, BlockKind.ITEM, BlockKind.CAPTION}
FULL_WIDTH = {".": "。", ":": "："}


@pytest.fixture(scope="module")
def article() -> Article:
    found, notices = read(INPUT / "article.md")
    assert notices == ()
    return found


def translations(tag: str) -> dict[str, Segment]:
    return {segment.where: segment for segment in read_xliff(INPUT / f"article.{tag}.xlf", "en", tag)}


def translated(tag: str) -> Iterator[tuple[Segment, str]]:
    for segment in translations(tag).values():
        assert segment.target is not None
        yield segment, segment.target.text


def blocks(article: Article, kind: BlockKind) -> list[Block]:
    return [block for block in article.walk() if block.kind is kind]


def values(text: str, tag: str) -> list[int]:
    """The numbers in `text`, however they are written; months count as numbers, a lone one does not."""
    words = NUMERALS[tag] | {name: number for number, name in enumerate(MONTHS.get(tag, "").split(), 1)}
    found = [int(digits) for digits in re.findall(r"\d+", text)]
    for word, value in words.items():
        bounded = {"en": rf"\b{word}\b", "es": rf"\b{word}\b", "ko": rf"\b{word}"}.get(tag, word)
        found += [value] * len(re.findall(bounded, text))
    return sorted(found)


def test_the_article_has_its_title_byline_date_and_description(article: Article) -> None:
    assert article.title.text == "China sends over 500 people back to North Korea by force"
    assert article.language == "en"
    assert article.date == "2023-10-13"
    assert article.authors == ("Sample Desk",)
    assert article.description
    assert {block.role for block in article.front} == {Role.BYLINE, Role.DATELINE}


def test_the_article_has_five_sections_and_each_has_text(article: Article) -> None:
    assert len(article.sections) == 5
    assert all(section.title.text and section.blocks for section in article.sections)


def test_the_article_has_a_list_a_quotation_a_link_and_emphasis(article: Article) -> None:
    (listed,) = blocks(article, BlockKind.LIST)
    assert len(listed.blocks) == 4
    (quotation,) = blocks(article, BlockKind.QUOTATION)
    assert quotation.blocks[0].text.startswith("Everyone has the right to seek and to enjoy")
    marks = [mark for sentence in article.sentences() for span in sentence.spans for mark in span.marks]
    assert [mark.kind for mark in marks] == [MarkKind.LINK, MarkKind.EMPHASIS]
    assert marks[0].value.startswith("https://www.ohchr.org/")


def test_the_figure_has_an_alternative_and_a_caption(article: Article) -> None:
    (figure,) = blocks(article, BlockKind.FIGURE)
    assert [block.kind for block in figure.blocks] == [BlockKind.ALTERNATIVE, BlockKind.CAPTION]
    assert all(block.text for block in figure.blocks)
    assert figure.picture is not None
    assert figure.picture.media_type == "image/svg+xml"


def test_the_figure_says_the_same_to_readers_of_every_language() -> None:
    root = etree.parse(INPUT / "returns-by-month.svg").getroot()
    svg = "{http://www.w3.org/2000/svg}"
    assert root.get("viewBox")
    assert [child.tag for child in root][:2] == [f"{svg}title", f"{svg}desc"]
    labels = ["".join(text.itertext()) for text in root.iter(f"{svg}text")]
    assert labels == ["≈ 50", "80", "40", "> 500", "7", "8", "9", "10"]


def test_the_figures_bars_are_as_tall_as_their_numbers() -> None:
    root = etree.parse(INPUT / "returns-by-month.svg").getroot()
    bars = [int(bar.get("height")) for bar in root.iterfind(".//{*}g/{*}rect")]
    assert bars == [30, 48, 24]  # 0.6 pixels a person


def test_the_article_has_about_180_words_beside_its_figure(article: Article) -> None:
    told = [article.title, *(block for section in article.sections for block in section.walk())]
    figure = {BlockKind.ALTERNATIVE, BlockKind.CAPTION}
    words = re.findall(r"[\w’]+", " ".join(block.text for block in told if block.kind not in figure))
    assert 160 <= len(words) <= 200


def test_sentences_of_the_body_can_be_said_in_one_breath(article: Article) -> None:
    for sentence in article.sentences():
        assert len(sentence.text.split()) <= 20


@pytest.mark.parametrize("tag", TAGS)
def test_every_sentence_has_a_final_translation(article: Article, tag: str) -> None:
    segments = translations(tag)
    wanted = {sentence.id: sentence.text.strip() for _, told in units(article) for sentence in told}
    assert {name: segment.source.text for name, segment in segments.items()} == wanted
    assert {segment.state for segment in segments.values()} == {State.FINAL}
    assert all(segment.target and segment.target.text for segment in segments.values())


@pytest.mark.parametrize("tag", TAGS)
def test_an_edition_is_wholly_reviewed_and_needs_no_machine(
    article: Article, tag: str, tmp_path: Path
) -> None:
    reviewed = reviewed_file(INPUT / "article.md", tag)
    memory = Memory(tmp_path / "memory.sqlite")
    edition = translate(article, tag, reviewed=reviewed, engines=(), memory=memory, progress=Nobody())
    assert edition.origin is Origin.REVIEWED
    assert edition.notices == ()
    assert edition.article.description not in ("", article.description)


@pytest.mark.parametrize("tag", TAGS)
def test_translations_keep_the_link_and_the_emphasis(tag: str) -> None:
    for segment in translations(tag).values():
        assert segment.target is not None
        assert [code.id for code in segment.target.codes] == [code.id for code in segment.source.codes]
        assert all(segment.target.text[code.begin : code.end].strip() for code in segment.target.codes)


@pytest.mark.parametrize("tag", TAGS)
def test_translations_have_the_same_numbers(tag: str) -> None:
    for segment, target in translated(tag):
        assert values(target, tag) == values(segment.source.text, "en"), target


@pytest.mark.parametrize("tag", TAGS)
def test_a_name_has_one_rendering(tag: str) -> None:
    for segment, target in translated(tag):
        for english, own in zip(ENGLISH_NAMES, NAMES[tag], strict=True):
            assert target.count(own) >= min(1, segment.source.text.count(english)), target


def test_the_traditional_edition_is_taiwans() -> None:
    to_traditional, to_simplified = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    for _, target in translated("zh-Hant"):
        assert "朝鮮" not in target
        assert not [
            letter
            for letter in target
            if to_traditional.convert(letter) != letter and to_simplified.convert(letter) == letter
        ], target


def test_the_simplified_edition_has_no_traditional_characters() -> None:
    for _, target in translated("zh-Hans"):
        assert opencc.OpenCC("t2s").convert(target) == target


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_chinese_lines_end_as_chinese_ones_do(tag: str) -> None:
    quotes = "“”" if tag == "zh-Hans" else "「」"
    for segment, target in translated(tag):
        end = segment.source.text.rstrip("”")[-1]
        assert target[-1] == FULL_WIDTH.get(end, target[-1])
        own = re.sub(
            "（[A-Za-z ]+）", "", target
        )  # a name as it is written at home, behind what it is in Chinese
        assert not re.search(r"[!-/:-~]|\s", own), target
        assert set(re.findall("[“”‘’「」『』]", target)) == (
            set(quotes) if "“" in segment.source.text else set()
        )


def test_korean_keeps_one_register(article: Article) -> None:
    nominal = {block.id for block in article.walk() if block.kind in NOMINAL}
    nominal |= {block.id for block in article.front}
    for segment, target in translated("ko"):
        if segment.unit in nominal:
            assert not re.search(r"[다요까]\.?$", target), target
        else:
            assert re.search(r"(?<!니)다\.$", target), target


def test_spanish_opens_what_it_closes() -> None:
    for segment, target in translated("es"):
        assert target.count("«") == target.count("»") == segment.source.text.count("“")
        assert '"' not in target
