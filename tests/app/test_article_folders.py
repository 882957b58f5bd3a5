"""A folder stands for its articles: which of its files they are, and that all are published together."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from pipeline.app.article_folders import places_of
from pipeline.config.settings import Settings
from pipeline.errors import ArticleIsDirectory, ArticleUnreadable

Run = Callable[..., CompletedProcess[str]]
ARTICLES = ("harbour.docx", "2024/水井.txt", "2024/may/다리.md", "old.HTM", "news.v2.md", "es.es.md")
OTHERS = (
    *(
        "harbour.ko.xlf",
        "2024/水井.es.md",
        "2024/may/다리.zh-TW.txt",
        "2024/may/다리.korean.html",
        "glossary.csv",
    ),
    *("well.png", "publish.toml", "notes", "README.md", "2024/readme.ko.md", "2024/may/lexicon.toml"),
    *(".draft.md", ".git/description.txt", "~$harbour.docx", "harbour.md~", "old_files/frame.html"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name in (*ARTICLES, *OTHERS):
        write(folder / name, "# 제목\n\nIt is dry.\n")
    return folder


@pytest.fixture
def settings(tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    return settings_in(tmp_path)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def names(folder: Path, settings: Settings) -> list[str]:
    return [each.path.relative_to(folder).as_posix() for each in places_of([folder], settings) if each.path]


def test_a_folders_articles_are_found_in_it_and_below_in_order(folder: Path, settings: Settings) -> None:
    assert names(folder, settings) == sorted(ARTICLES, key=lambda name: Path(name))


def test_an_article_named_beside_its_folder_is_published_once(folder: Path, settings: Settings) -> None:
    found = places_of([str(folder), str(folder / "old.HTM"), "-", "https://example.org/a"], settings)
    assert [str(each) for each in found[len(ARTICLES) :]] == ["standard input", "https://example.org/a"]


@pytest.mark.parametrize("name", ["output", "store", "voices", "models"])
def test_what_a_run_writes_into_is_no_folder_of_articles(folder: Path, settings: Settings, name: str) -> None:
    before = names(folder, settings)
    write(folder / "2024" / "own" / "우물" / "ko" / "index.html", "<html>")
    assert len(names(folder, settings)) == len(before) + 1
    assert names(folder, replace(settings, **{name: folder / "2024" / "own"})) == before


def test_pages_that_an_earlier_run_wrote_beside_the_articles_are_none(
    tmp_path: Path, run: Run, environment_in: Callable[..., dict[str, str]], settings: Settings
) -> None:
    write(tmp_path / "well.md", "# The well\n\nIt is dry.\n")
    environment = environment_in(tmp_path, to="ko", output=str(tmp_path))
    assert run(environment, "publish", tmp_path).returncode == 0
    assert (tmp_path / "index.html").is_file()
    assert (tmp_path / "well" / "ko" / "index.html").is_file()
    assert names(tmp_path, settings) == ["well.md"]


def test_a_link_that_leads_round_in_a_circle_is_not_followed(folder: Path, settings: Settings) -> None:
    (folder / "2024" / "again").symlink_to(folder, target_is_directory=True)
    assert len(names(folder, settings)) == len(ARTICLES)


def test_a_folder_without_an_article_says_what_may_stand_in_it(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "빈" / "README.md", "About this folder.")
    with pytest.raises(ArticleIsDirectory, match=r"no article in the folder .*빈") as caught:
        places_of([tmp_path / "빈"], settings)
    assert ".docx" in caught.value.advice


def test_a_folder_that_cannot_be_looked_into_stops_the_run_with_its_name(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "may":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(ArticleUnreadable, match=r"may cannot be looked into: Permission denied"):
        places_of([folder], settings)


def test_a_folder_is_published_planned_and_refused_as_its_articles_would_be(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    write(folder / "well.md", "---\nlang: en\n---\n# The well\n\nIt is dry.\n")
    write(folder / "may" / "다리.md", "# 다리\n\n다리가 다시 열렸다. 사람들이 건넜다.\n")
    plans = json.loads(run(environment, "publish", folder, "--to", "ko", "--plan", "--json").stdout)
    assert [each["title"] for each in plans] == ["다리", "The well"]
    assert run(environment, "publish", folder, "--to", "ko").returncode == 0
    published = {path.parent.name for path in (tmp_path / "output").glob("*/report.json")}
    assert published == {"well", "다리"}
    write(folder / "june" / "well.txt", "The well\n\nIt is dry again.\n")
    write(folder / "a.md", "---\nlang: en\n---\n# First\n\nIt rains.\n")
    refused = run(environment, "publish", folder, "--to", "ko")
    assert refused.returncode == 6
    assert "well" in refused.stderr
    assert not (tmp_path / "output" / "a").exists()


def test_which_file_of_a_folder_cannot_be_read_is_told_with_its_folder(
    run: Run, environment: Mapping[str, str], tmp_path: Path
) -> None:
    write(tmp_path / "articles" / "may" / "우물.md", " \n")
    write(tmp_path / "articles" / "well.md", "# The well\n\nIt is dry.\n")
    done = run(environment, "publish", tmp_path / "articles")
    assert done.returncode == 14
    assert str(Path("may", "우물.md")) in done.stderr


@pytest.mark.parametrize("language", ["ko", "zh-Hant", "es"])
@pytest.mark.parametrize("kept", ["well.{}.vtt", "우물.{}.chapters.json"])
def test_the_page_of_an_edition_that_was_copied_is_no_article(
    folder: Path, settings: Settings, language: str, kept: str
) -> None:
    before = names(folder, settings)
    write(folder / "copies" / "old" / "index.html", "<html><p>It is dry.</p></html>")
    write(folder / "copies" / "old" / kept.format(language), "")
    assert names(folder, settings) == before


def test_a_page_beside_captions_of_a_film_is_an_article(folder: Path, settings: Settings) -> None:
    write(folder / "film" / "index.html", "<html><p>It is dry.</p></html>")
    write(folder / "film" / "trailer.vtt", "WEBVTT")
    assert "film/index.html" in names(folder, settings)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_file_and_links_to_it_are_one_article(
    tmp_path: Path, settings: Settings, link: Callable[[Path, Path], None]
) -> None:
    write(tmp_path / "in" / "우물.md", "# 우물\n\n말랐다.\n")
    link(tmp_path / "in" / "우물.md", tmp_path / "in" / "a.md")
    found = places_of([tmp_path / "in"], settings)
    assert len(found) == 1
    assert found[0].path is not None
    assert not found[0].path.is_symlink()
