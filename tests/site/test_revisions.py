"""A corrected edition says when it was corrected, and an unchanged one has the same bytes, whatever is lost."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.config.tables import Pauses
from pipeline.document.report import Report
from pipeline.infra.ownership import RECORD
from pipeline.site import revisions
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.feed_state import publish_feeds

ARTICLE = """---
title: 마른 우물
date: 2024-03-01
lang: ko
---

## 잰 것

열아홉 개 우물 가운데 열한 개가 말랐다. 가장 오래된 것은 1908년에 팠다.
"""
CORRECTED = ARTICLE.replace("열한", "열두")
TO = ("zh-Hans",)


@pytest.fixture
def publish(published: Callable[..., Report], tmp_path: Path) -> Callable[..., Mapping[str, bytes]]:
    """Publishes a text, and gives all files of the output by name."""

    def made(text: str, **options: object) -> Mapping[str, bytes]:
        article = tmp_path / "well.md"
        article.write_text(text, "utf-8")
        published(tmp_path, article, **{"to": TO, **options})
        files = (path for path in (tmp_path / "output").rglob("*") if path.is_file())
        return {path.relative_to(tmp_path / "output").as_posix(): path.read_bytes() for path in files}

    return made


def said(files: Mapping[str, bytes], language: str, name: str = "dcterms:modified") -> str:
    """What the e-book of a language says of itself."""
    (book,) = (data for path, data in files.items() if path.endswith(f".{language}.epub"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        opf = archive.read("EPUB/content.opf").decode()
    found = re.search(rf'(?:property="{name}"|<{name})[^>]*>([^<]+)<', opf)
    assert found
    return found[1]


def test_a_first_edition_says_when_the_article_appeared(publish: Callable[..., Mapping[str, bytes]]) -> None:
    assert said(publish(ARTICLE), "ko") == "2024-03-01T00:00:00Z"


def test_a_corrected_edition_keeps_its_identifier_and_says_when_it_was_corrected(
    publish: Callable[..., Mapping[str, bytes]],
) -> None:
    before = publish(ARTICLE)
    began = datetime.now(UTC).replace(microsecond=0)
    after = publish(CORRECTED)
    for language in ("ko", "zh-Hans"):
        assert said(after, language, "dc:identifier") == said(before, language, "dc:identifier")
        assert datetime.fromisoformat(said(after, language)) >= began
    report = json.loads(after["well/report.json"])
    assert {one["date"] for one in report["editions"]} == {"2024-03-01"}


def test_catalogues_say_when_an_edition_was_corrected_and_when_it_appeared(
    publish: Callable[..., Mapping[str, bytes]], tmp_path: Path
) -> None:
    publish(ARTICLE, to=())
    publish(CORRECTED, to=())
    site = SiteConfiguration(
        output=tmp_path / "output", store=tmp_path / "store", base_url="https://w.example"
    )
    publish_feeds(site)
    book = json.loads((tmp_path / "output" / "feeds" / "ko.opds.json").read_text("utf-8"))["publications"][0]
    assert book["metadata"]["published"].startswith("2024-03-01")
    assert book["metadata"]["modified"] > "2026-01-01"
    atom = (tmp_path / "output" / "feeds" / "ko.atom").read_text("utf-8")
    assert "<published>2024-03-01T00:00:00Z</published>" in atom
    assert min(re.findall("<updated>([^<]+)<", atom)) > "2026-01-01"


def test_a_language_whose_words_stay_keeps_its_time(
    publish: Callable[..., Mapping[str, bytes]], tmp_path: Path
) -> None:
    before = publish(ARTICLE, to=())
    after = publish(ARTICLE)
    assert said(after, "ko") == said(before, "ko") == said(after, "zh-Hans")


def test_the_same_input_gives_the_same_bytes_after_a_correction(
    publish: Callable[..., Mapping[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(ARTICLE)
    corrected = publish(CORRECTED)
    monkeypatch.setattr("pipeline.app.claiming._now", lambda: "2031-01-01T00:00:00+00:00")
    assert publish(CORRECTED) == corrected


@pytest.mark.parametrize("lost", ["store", f"output/well/{RECORD}"])
def test_what_is_lost_changes_no_byte_of_an_edition_in_its_place(
    lost: str,
    publish: Callable[..., Mapping[str, bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(ARTICLE)
    corrected = publish(CORRECTED)
    path = tmp_path / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    monkeypatch.setattr("pipeline.app.claiming._now", lambda: "2031-01-01T00:00:00+00:00")
    assert publish(CORRECTED) == corrected


def test_an_edition_that_was_taken_away_is_made_again_as_it_was(
    publish: Callable[..., Mapping[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(ARTICLE)
    corrected = publish(CORRECTED)
    shutil.rmtree(tmp_path / "output")
    monkeypatch.setattr("pipeline.app.claiming._now", lambda: "2031-01-01T00:00:00+00:00")
    assert publish(CORRECTED) == corrected


def test_an_article_without_a_date_keeps_the_day_on_which_it_appeared_though_the_store_is_lost(
    publish: Callable[..., Mapping[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undated = ARTICLE.replace("date: 2024-03-01\n", "")
    before = publish(undated)
    shutil.rmtree(tmp_path / "store")

    monkeypatch.setattr("pipeline.infra.clock.now", lambda: datetime(2031, 1, 1, tzinfo=UTC))
    assert publish(undated) == before


def test_a_correction_is_later_than_what_it_corrects_though_the_clock_goes_back(
    publish: Callable[..., Mapping[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    publish(ARTICLE)
    assert said(publish(CORRECTED), "ko") == "2024-03-01T00:00:01Z"
    assert said(publish(ARTICLE), "ko") == "2024-03-01T00:00:02Z"


def test_another_rest_between_sentences_is_a_change_of_the_sound(
    publish: Callable[..., Mapping[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.app.claiming._now", lambda: "2026-05-05T10:00:00+00:00")
    publish(ARTICLE)
    assert said(publish(ARTICLE, pauses=Pauses(sentence_ms=700)), "ko") == "2026-05-05T10:00:00Z"


def test_an_edition_of_an_earlier_version_is_known_by_its_article(
    publish: Callable[..., Mapping[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its report says nothing of revisions."""
    monkeypatch.setattr("pipeline.app.claiming._now", lambda: "2026-05-05T10:00:00+00:00")
    publish(ARTICLE)
    report = tmp_path / "output" / "well" / "report.json"
    told = json.loads(report.read_text("utf-8"))
    for edition in told["editions"]:
        del edition["modified"], edition["content_digest"]
    report.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    (tmp_path / "output" / "well" / RECORD).unlink()
    shutil.rmtree(tmp_path / "store")
    assert said(publish(ARTICLE), "ko") == "2024-03-01T00:00:00Z"
    report.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    (tmp_path / "output" / "well" / RECORD).unlink()
    shutil.rmtree(tmp_path / "store")
    assert said(publish(CORRECTED, replace=True), "ko") == "2026-05-05T10:00:00Z"


def test_a_moment_that_is_none_is_passed_over() -> None:
    assert revisions._whole(revisions.Revision("x", "yesterday")) == []
