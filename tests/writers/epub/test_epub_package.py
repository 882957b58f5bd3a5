"""The whole book: valid, complete, the same every time."""

import dataclasses
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.document.article import Block, BlockKind, Origin, Role, Sentence, Span
from pipeline.languages import words

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def reports(books, epubcheck, tmp_path_factory):
    """EPUBCheck's findings by language; `broken` is a book with a clip whose text is gone."""
    folder = tmp_path_factory.mktemp("books")
    for language, book in books.items():
        (folder / f"{language}.epub").write_bytes(book.data)
    with zipfile.ZipFile(folder / "broken.epub", "w") as out:
        for name in books["ko"].archive.namelist():
            data = books["ko"].archive.read(name)
            out.writestr(name, data.replace(b'"credits-b0-k1"', b'"elsewhere"'))
    found = epubcheck(sorted(folder.iterdir()))
    return {Path(report["path"]).stem: report["findings"] for report in found}


def test_epubcheck_finds_nothing_in_any_language(reports, language):
    assert reports[language] == []


def test_epubcheck_finds_a_clip_whose_text_is_gone(reports):
    assert "RSC-012" in {finding["id"] for finding in reports["broken"]}


def test_a_book_that_is_not_there_never_counts_as_checked(tmp_path):
    for path in (tmp_path / "none.epub", tmp_path):
        command = [sys.executable, "-m", "pipeline.validation.epubcheck", str(path)]
        assert subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode == 1


def test_the_same_values_give_the_same_bytes(sample, books, language):
    assert sample.made(sample.edition(language)) == books[language].data


@pytest.mark.parametrize(("zone", "seed"), [("Asia/Seoul", "1"), ("America/St_Johns", "77")])
def test_another_zone_hash_seed_and_folder_give_the_same_bytes(zone, seed, tmp_path):
    outputs = []
    for extra in ({"TZ": "UTC", "PYTHONHASHSEED": "0"}, {"TZ": zone, "PYTHONHASHSEED": seed}):
        folder = tmp_path / extra["TZ"].replace("/", "-")
        folder.mkdir()
        command = [sys.executable, str(Path(__file__).with_name("sample.py")), "zh-Hans"]
        environment = {**os.environ, **extra, "PYTHONPATH": str(ROOT)}
        outputs.append(
            subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True).stdout
        )
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) == 64


def test_mimetype_comes_first_and_as_it_is_and_no_entry_tells_the_time(books):
    entries = books["en"].archive.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert not entries[0].extra
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_pages_stand_in_the_order_of_the_timeline(books, language):
    assert books[language].pages == ["cover", "contents", "s1", "s2", "credits", "related"]


def test_package_and_every_page_name_one_language_and_direction(books, language):
    book = books[language]
    direction = "rtl" if language == "ar" else "ltr"
    roots = [book.xml(f"text/{page}.xhtml") for page in book.pages]
    assert book.dublin("language") == [language]
    assert {root.get(XML_LANG) for root in [book.package, *roots]} == {language}
    assert {root.get("lang") for root in roots} == {language}
    assert {root.get("dir") for root in [book.package, *roots]} == {direction}
    assert book.package.find("{*}spine").get("page-progression-direction") == direction


def test_fixed_words_are_in_the_language_of_the_book(books, language):
    contents = books[language].xml("text/contents.xhtml")
    assert contents.findtext(".//{*}title") == words(language)["contents"]
    landmarks = [link.text for link in contents.findall(".//{*}nav[@hidden]//{*}a")]
    assert landmarks == [words(language)[name] for name in ("cover", "contents", "start")]


def test_titles_keep_their_signs_and_quotes(books, sample, language):
    title = sample.TEXTS[language]["title"]
    book = books[language]
    assert book.dublin("title") == [title]
    assert "".join(book.xml("text/cover.xhtml").find(".//{*}h1").itertext()) == title


def test_the_contents_lead_to_every_section(books):
    links = books["ko"].xml("text/contents.xhtml").find(".//{*}nav[@role='doc-toc']").iter("{*}a")
    assert [link.get("href") for link in links] == ["s1.xhtml", "s1.xhtml#s1-s1-b1", "s2.xhtml"]


def test_readers_of_epub_2_find_the_same_contents(books, language):
    book = books[language]
    assert book.package.find("{*}spine").get("toc") == "ncx"
    points = list(book.xml("toc.ncx").iter("{*}navPoint"))
    links = list(book.xml("text/contents.xhtml").find(".//{*}nav[@role='doc-toc']").iter("{*}a"))
    told = [(point.findtext("{*}navLabel/{*}text"), point.find("{*}content").get("src")) for point in points]
    assert told == [("".join(link.itertext()), f"text/{link.get('href')}") for link in links]
    assert [point.get("playOrder") for point in points] == ["1", "2", "3"]


def test_the_summary_says_who_translated_and_who_speaks(books, sample, open_book, language):
    fixed = words(language)
    (summary,) = books[language].meta("schema:accessibilitySummary")
    assert fixed["accessible_book"] in summary
    assert fixed["synthetic_voice"] in summary
    told = (
        fixed["original_text"]
        if language == "en"
        else fixed["machine_translated"].format(engine="Marker", date="2026")
    )
    assert told in summary


def test_claims_of_pictures_are_made_only_where_there_are_pictures(books, sample, open_book):
    edition = sample.edition("ko")
    plain = dataclasses.replace(edition.article, sections=edition.article.sections[1:])
    without = open_book(sample.made(dataclasses.replace(edition, article=plain)))
    assert books["ko"].meta("schema:accessMode") == ["textual", "visual"]
    assert "alternativeText" in books["ko"].meta("schema:accessibilityFeature")
    assert without.meta("schema:accessMode") == ["textual"]
    assert "alternativeText" not in without.meta("schema:accessibilityFeature")
    assert without.meta("schema:accessModeSufficient") == ["textual", "auditory"]


def test_each_edition_has_a_lasting_name_of_its_own(books, sample, open_book):
    names = [book.dublin("identifier") for book in books.values()]
    assert len({name for (name,) in names}) == len(books)
    reviewed = open_book(sample.made(sample.edition("ko", Origin.REVIEWED)))
    assert reviewed.dublin("identifier") == books["ko"].dublin("identifier")


def test_the_imprint_is_printed(sample, open_book):
    stated = {
        "identifier": "urn:uuid:00000000-0000-5000-8000-000000000000",
        "modified": "2026-11-24T09:30:00+09:00",
        "publisher": "Presse & Söhne",
        "rights": "CC BY 4.0",
        "source": "https://example.org/article",
    }
    book = open_book(sample.made(sample.edition("ko"), **stated))
    assert book.meta("dcterms:modified") == ["2026-11-24T00:30:00Z"]
    for name in ("identifier", "publisher", "rights", "source"):
        assert book.dublin(name) == [stated[name]]


def test_without_a_stated_time_the_article_s_date_is_taken_and_never_the_clock(books, sample, open_book):
    assert books["en"].meta("dcterms:modified") == ["2026-03-01T00:00:00Z"]
    edition = sample.edition("en")
    undated = dataclasses.replace(edition, article=dataclasses.replace(edition.article, date=""))
    book = open_book(sample.made(undated))
    assert book.meta("dcterms:modified") == ["1970-01-01T00:00:00Z"]
    assert book.dublin("date") == []


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "ar"])
def test_a_drawn_cover_says_its_words_where_it_is_not_shown_and_nothing_to_who_hears_them_beneath(
    books, sample, language
):
    book = books[language]
    (item,) = [item for item in book.package.iter("{*}item") if item.get("properties") == "cover-image"]
    (image,) = book.xml("text/cover.xhtml").iter("{*}img")
    assert image.get("src") == f"../{item.get('href')}"
    title = " ".join(sample.edition(language).article.title.text.split())
    native = {"en": "English", "ko": "한국어", "zh-Hans": "简体中文", "ar": "العربية"}[language]
    assert image.get("alt").startswith(f"{words(language)['cover']} · {title} · ")
    assert image.get("alt").endswith(native)
    assert image.get("aria-hidden") == "true"


def test_an_author_s_own_cover_that_is_told_is_a_picture_like_others(sample, open_book):
    edition = sample.edition("ko")
    picture = next(block.picture for block in edition.article.walk() if block.picture)
    told = Block(
        "s0-b9-b1", BlockKind.ALTERNATIVE, sentences=(Sentence("s0-b9-b1-k1", (Span("마른 우물."),)),)
    )
    figure = Block("s0-b9", BlockKind.FIGURE, Role.COVER, blocks=(told,), picture=picture)
    front = (*edition.article.front, figure)
    own = dataclasses.replace(
        edition, article=dataclasses.replace(edition.article, front=front, cover=picture)
    )
    book = open_book(sample.made(own))
    (image,) = book.xml("text/cover.xhtml").iter("{*}img")
    assert (image.get("alt"), image.get("aria-hidden"), image.get("id")) == (
        "마른 우물.",
        None,
        "s0-b9-b1-k1",
    )
    assert "s0-b9-b1-k1" in [target for target, _, _ in book.clips("cover")]
    assert not [name for name in book.archive.namelist() if "s0-b9." in name], "the cover is packed once"
