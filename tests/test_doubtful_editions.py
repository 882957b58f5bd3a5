"""Editions with sentences that stayed in the article's language: in the book, on the page, in captions and to the ear."""

import csv
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from pipeline.app.publish import publish
from pipeline.app.review import export
from pipeline.commands.publish import publish as command
from pipeline.config.choices import Doubtful, Variant
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody
from pipeline.document.report import Report
from pipeline.languages import words
from pipeline.validation.validate import proof

WRONG, LINK = "Forty families crossed the river on 3 May.", "Hundreds of families crossed the river"
HEADING = "Forty families"
ROAD = "Forty trucks and a hundred soldiers stood on the road to town."
TOWNS = "ABCDEFGHIJKLMNOPQRSTUWYZ"
TEXT = f"""---
title: The talks
date: 2024-05-01
lang: en
description: {WRONG}
---

## Geneva

{" ".join(f"The talks failed again in town {letter}." for letter in TOWNS)}
They did not speak. {WRONG} The rain fell.

## {HEADING}

{ROAD}

## You might also like

- {LINK}
"""
KOREAN = {
    "The talks": "회담",
    "Geneva": "제네바",
    "They did not speak.": "그들은 말하지 않았다.",
    "The rain fell.": "비가 내렸다.",
    ROAD: "도시로 가는 길에 군인들이 서 있었다.",
    "You might also like": "함께 읽을 만한 글",
    WRONG: "강을 건넌 가족들이 있었다.",
    HEADING: "여러 가족",
    LINK: "300 가족이 강을 건넜다",
    **{f"The talks failed again in town {each}.": f"{each} 마을에서 회담이 다시 실패했다." for each in TOWNS},
}
CHINESE = {
    "The talks": "会谈",
    "Geneva": "日内瓦",
    "They did not speak.": "他们没有说话。",
    "The rain fell.": "下雨了。",
    ROAD: "士兵们站在通往镇上的路上。",
    "You might also like": "您可能还喜欢",
    WRONG: "有些家庭过了河。",
    HEADING: "一些家庭",
    LINK: "300个家庭过了河",
    **{f"The talks failed again in town {each}.": f"会谈在{each}镇再次失败。" for each in TOWNS},
}
TABLES = {"ko": KOREAN, "zh-Hans": CHINESE}


class FromTables:
    """A translator that loses numbers."""

    name = "table"
    version = "1"
    private = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        self.asked += texts
        return [TABLES[target].get(text, "") for text in texts]


class Made:
    """What was published of the article."""

    def __init__(self, folder: Path, report: Report, engine: FromTables, settings: Settings) -> None:
        self.folder, self.report, self.engine, self.settings = (
            folder / "output" / "talks",
            report,
            engine,
            settings,
        )
        self.article = folder / "talks.md"

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def pages(self, book: str) -> Mapping[str, str]:
        with zipfile.ZipFile(self.folder / book) as file:
            return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xhtml")}

    def digests(self) -> Mapping[str, str]:
        files = (path for path in self.folder.parent.rglob("*") if path.is_file())
        return {path.as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[..., Settings]) -> Made:
    folder, engine = tmp_path_factory.mktemp("doubtful"), FromTables()
    (folder / "talks.md").write_text(TEXT, "utf-8")
    settings = settings_in(
        folder,
        to=("ko", "zh-Hans"),
        translator="table",
        doubtful=Doubtful.ORIGINAL,
        also=(Variant.BILINGUAL, Variant.TEXT),
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipeline.translation.chain.translator", lambda name, settings: engine)
        report = publish(folder / "talks.md", settings, Nobody())
        assert report.failed == ()
        made = Made(folder, report, engine, settings)
        yield made


def id_of(made: Made, sentence: str) -> str:
    """The id of a sentence in the article's own edition."""
    [found] = {
        each.get("id")
        for each in html.fromstring(made.text("en/index.html")).iter("span")
        if each.text_content() == sentence and not each.get("id", "").startswith("contents")
    }
    assert found is not None
    return found


@pytest.mark.parametrize(("tag", "label"), [("ko", "번역하지 못함:"), ("zh-Hans", "未翻译：")])
def test_the_book_and_the_page_say_so_in_words_and_name_the_language(
    made: Made, tag: str, label: str
) -> None:
    id = id_of(made, WRONG)
    book = "\n".join(made.pages(f"{tag}/talks.{tag}.epub").values())
    for markup in (book, made.text(f"{tag}/index.html")):
        [found] = re.findall(rf'<span id="{id}">(.*?)</span></span>', markup)
        assert found.startswith(f'<span class="untranslated">{label}</span>')
        assert found.endswith(f'<span lang="en" xml:lang="en">{WRONG}')
        assert re.search(r"\.untranslated ?\{", made.text(f"{tag}/index.html"))


@pytest.mark.parametrize("tag", TABLES)
def test_every_edition_has_the_same_ids(made: Made, tag: str) -> None:
    def ids(language: str) -> list[str]:
        page = html.fromstring(made.text(f"{language}/index.html"))
        found = (each.get("id") for each in page.iter("span", "li", "h2", "p"))
        return [id for id in found if id and not re.match(r"d\d", id)]

    assert ids(tag) == ids("en")


def test_a_heading_that_is_left_is_marked_in_the_contents_and_the_chapters_too(made: Made) -> None:
    shown = f"번역하지 못함: {HEADING}"
    contents = next(page for page in made.pages("ko/talks.ko.epub").values() if 'epub:type="toc"' in page)
    assert (
        f'<span class="untranslated">번역하지 못함:</span> <span lang="en" xml:lang="en">{HEADING}'
        in contents
    )
    chapters = json.loads(made.text("ko/talks.ko.chapters.json"))["chapters"]
    assert shown in [chapter["title"] for chapter in chapters]


@pytest.mark.parametrize("tag", TABLES)
def test_captions_name_the_language_and_keep_their_lines_short(made: Made, tag: str) -> None:
    captions = made.text(f"{tag}/talks.{tag}.vtt")
    cue = next(each for each in captions.split("\n\n") if "crossed" in each and "river" in each)
    shown = " ".join(cue.splitlines()[2:])
    assert f"<lang en>{WRONG}</lang>" in shown
    assert shown.startswith(words(tag)["untranslated"].removesuffix("{text}").strip())
    assert all(len(re.sub("<[^>]*>", "", line)) <= 65 for line in cue.splitlines()[2:])


@pytest.mark.parametrize("tag", TABLES)
def test_the_edition_says_how_many_there_are_and_the_report_which(made: Made, tag: str) -> None:
    [edition] = [each for each in made.report.published if each.language == tag]
    said = words(tag)["left_untranslated"].format(count=4)
    assert said in edition.disclosures
    assert said in made.text(f"{tag}/index.html")
    assert edition.disclosures[-1] == words(tag)["synthetic_voice"]
    left = {each.where: each for each in edition.notices if each.code == "translation.left"}
    assert TABLES[tag][WRONG] in left[f"{tag} {id_of(made, WRONG)}"].evidence
    assert f"{tag} {id_of(made, LINK)}" in left


def test_the_description_says_so_as_well(made: Made) -> None:
    [edition] = [each for each in made.report.published if each.language == "ko"]
    assert edition.description == f"번역하지 못함: {WRONG}"


def test_the_bilingual_book_does_not_show_it_twice(made: Made) -> None:
    pages = "\n".join(made.pages("ko/talks.ko.with-en.epub").values())
    id = id_of(made, WRONG)
    assert f'id="{id}"' in pages
    assert f'id="{id}-o"' not in pages
    assert f'id="{id_of(made, "The rain fell.")}-o"' in pages


def test_check_finds_nothing_wrong_with_them(made: Made) -> None:
    found = [(each.path.name, each.findings) for each in proof([made.folder], fast=True)]
    serious = [one for _, findings in found for one in findings if one.level == "error"]
    assert serious == []


def test_epubcheck_finds_nothing_wrong_with_the_books(
    made: Made, epubcheck: Callable[[Sequence[Path]], list[dict[str, Any]]]
) -> None:
    books = [made.folder / "ko" / name for name in ("talks.ko.epub", "talks.ko.with-en.epub")]
    assert [report["findings"] for report in epubcheck(books)] == [[]] * len(books)


def test_a_second_run_asks_for_nothing_and_leaves_the_same_bytes(made: Made) -> None:
    before, asked = made.digests(), len(made.engine.asked)
    assert publish(made.article, made.settings, Nobody()).failed == ()
    assert len(made.engine.asked) == asked
    assert made.digests() == before


def test_a_file_for_review_has_no_draft_of_what_cannot_be_read_and_one_of_what_is_only_doubtful(
    tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TABLES, "ko", {**KOREAN, ROAD: ROAD})
    monkeypatch.setattr("pipeline.translation.chain.translator", lambda name, settings: FromTables())
    (tmp_path / "talks.md").write_text(TEXT, "utf-8")
    settings = settings_in(tmp_path, to=("ko",), translator="table", doubtful=Doubtful.ORIGINAL)
    [file] = export(tmp_path / "talks.md", settings, Nobody(), "csv")
    rows = {row["source (en)"]: row for row in csv.DictReader(file.read_text("utf-8-sig").splitlines())}
    assert rows[WRONG]["target (ko)"] == KOREAN[WRONG]
    assert (rows[ROAD]["target (ko)"], rows[ROAD]["state"]) == ("", "initial")


@pytest.fixture
def held(
    tmp_path: Path, environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Publishes by the command line, with a translator that gets a title wrong; how it ended."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    table = {**KOREAN, "The talks": "회담 77"}
    monkeypatch.setitem(TABLES, "ko", table)
    monkeypatch.setattr("pipeline.translation.chain.translator", lambda name, settings: FromTables())
    (tmp_path / "talks.md").write_text(TEXT, "utf-8")

    def run(*options: str) -> Any:
        return CliRunner().invoke(command, ["talks.md", "--to", "ko", *options])

    return run


def test_the_summary_names_what_is_published_and_what_is_not(held: Callable[..., Any]) -> None:
    error = held("--doubtful", "original").exception
    assert error.message == "Not published: Korean."
    assert error.advice.endswith("Published are: English.")


def test_accepting_findings_is_an_older_word_for_the_same(held: Callable[..., Any], tmp_path: Path) -> None:
    assert held("--accept-findings").exit_code == 0
    assert (tmp_path / "output" / "talks" / "ko" / "index.html").is_file()


def test_no_empty_page_is_written_when_every_edition_fails(
    held: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANYVOICES_SPEAKER", "espeak")
    monkeypatch.setattr("pipeline.narration.engines.espeak._files", dict)
    done = held("--doubtful", "hold")
    assert done.exception.message == "Not published: English, Korean."
    assert done.exception.advice.endswith("Nothing is published.")
    assert "No edition" in done.output
    assert not list((tmp_path / "output").rglob("index.html"))
    report = json.loads((tmp_path / "output" / "talks" / "report.json").read_text("utf-8"))
    assert {edition["status"] for edition in report["editions"]} == {"failed"}
