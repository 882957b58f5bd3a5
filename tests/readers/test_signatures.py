"""Who wrote an article, read from the line that says so, in every language that there is."""

from pathlib import Path

import pytest

from pipeline.document.article import BlockKind
from pipeline.languages import languages
from pipeline.languages.bylines import byline
from pipeline.languages.dates import long_date
from pipeline.readers import read
from pipeline.readers.credit_lines import authors_in

LONG = "The river rose after three days of rain, and the people of the town went up to the old school on the hill."


@pytest.mark.parametrize("tag", list(languages()))
@pytest.mark.parametrize(
    "authors", [("Ana Ruiz",), ("Ana Ruiz", "Elena Kim"), ("Ana Ruiz", "Elena Kim", "Lê Thu")]
)
def test_the_names_are_read_from_the_byline_of_an_edition(tag: str, authors: tuple[str, ...]) -> None:
    assert authors_in(byline(authors, tag), tag) == authors


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != "sw"])
def test_they_are_read_where_the_language_is_not_known_yet(tag: str) -> None:
    assert authors_in(byline(["Ana Ruiz", "Elena Kim"], tag)) == ("Ana Ruiz", "Elena Kim")


@pytest.mark.parametrize("tag", list(languages()))
def test_a_byline_and_a_date_under_the_title_are_front_matter_in_every_language(
    tmp_path: Path, tag: str
) -> None:
    path = tmp_path / "article.md"
    line, day = byline(["Ana Ruiz", "Elena Kim"], tag), long_date("2024-03-05", tag)
    path.write_text(f"---\nlang: {tag}\n---\n\n# Ana\n\n{line} | {day}\n\n{LONG}\n", "utf-8")
    article, _ = read(path)
    assert (article.authors, article.date) == (("Ana Ruiz", "Elena Kim"), "2024-03-05")
    assert [block.text for section in article.sections for block in section.blocks] == [LONG]


@pytest.mark.parametrize(
    ("line", "tag", "authors"),
    [
        ("Autorin: Anna Weber und Jan Kurz", "de", ("Anna Weber", "Jan Kurz")),
        ("Автор: Ирина Ким", "ru", ("Ирина Ким",)),
        ("Szerző: Nagy Ilona", "hu", ("Nagy Ilona",)),
        ("โดย สมชาย ใจดี", "th", ("สมชาย ใจดี",)),
        ("Autora: Ana Ruiz", "es", ("Ana Ruiz",)),
        ("글쓴이: 김민", "ko", ("김민",)),
        ("作者：李伟", "zh-Hans", ("李伟",)),
        ("著者：佐野みどり", "ja", ("佐野みどり",)),
        ("Tác giả: Minh Anh", "vi", ("Minh Anh",)),
        ("Written by Ana Ruiz", "en", ("Ana Ruiz",)),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_what_else_a_language_writes_before_the_names_keeps_no_date_below_it_from_being_read(
    tmp_path: Path, line: str, tag: str, authors: tuple[str, ...], named: bool
) -> None:
    path = tmp_path / "article.md"
    head = f"---\nlang: {tag}\n---\n\n" if named else ""
    path.write_text(f"{head}# Ana\n\n{line}\n\n{long_date('2024-03-05', tag)}\n\n{LONG}\n", "utf-8")
    article, _ = read(path)
    assert (article.authors, article.date) == (authors, "2024-03-05")


@pytest.mark.parametrize(
    ("line", "tag", "authors"),
    [
        ("글: 김민, 이준", "ko", ("김민", "이준")),
        ("作者：李偉、王芳", "zh-Hant", ("李偉", "王芳")),
        ("文：佐野みどり、森健", "ja", ("佐野みどり", "森健")),
        ("लेखन: अना रुइज़ और मीरा सेन", "hi", ("अना रुइज़", "मीरा सेन")),
        ("نوشتهٔ سارا امینی و علی راد", "fa", ("سارا امینی", "علی راد")),
        ("By José Ortega y Gasset and Ana Ruiz", "en", ("José Ortega y Gasset", "Ana Ruiz")),
        ("Na Hye-sok", "ko", ("Na Hye-sok",)),
        ("Na Hye-sok", "", ("Na Hye-sok",)),
        ("Josep Puig i Cadafalch", "", ("Josep Puig i Cadafalch",)),
    ],
)
def test_a_name_stays_whole_and_two_are_told_apart(line: str, tag: str, authors: tuple[str, ...]) -> None:
    assert authors_in(line, tag) == authors


@pytest.mark.parametrize(
    "line",
    [
        "글: 우리는 강을 다시 건넌다",
        "Text: wir gehen über die Brücke",
        "โดย 3 คนถูกส่งกลับ",
        "Av hela vårt hjärta",
        "Na Hye-sok",
        "Af et øje",
    ],
)
def test_a_line_that_only_begins_like_a_byline_is_text(tmp_path: Path, line: str) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"# Ana\n\n{line}\n\n{LONG}\n", "utf-8")
    article, _ = read(path, "en")
    assert article.authors == ()
    assert line in [block.text for block in article.walk()]


@pytest.mark.parametrize("tag", ["ar", "he"])
def test_names_come_without_the_signs_that_isolate_them(tag: str) -> None:
    assert authors_in(byline(["John Smith"], tag)) == ("John Smith",)


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("ko", "2024. 3. 5."),
        ("ko", "2024. 3. 5"),
        ("de", "5. März 2024"),
        ("hu", "2024. március 5., kedd"),
        ("fi", "5. maaliskuuta 2024"),
        ("cs", "5. března 2024"),
    ],
)
def test_a_date_that_looks_like_the_beginning_of_a_list_is_a_date(tmp_path: Path, tag: str, day: str) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"---\nlang: {tag}\n---\n\n# Ana\n\n{day}\n\n{LONG}\n\n5. Ana\n6. Elena\n", "utf-8")
    article, _ = read(path)
    assert article.date == "2024-03-05"
    assert [block.kind for section in article.sections for block in section.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST,
    ]
