"""The site's list of articles in pages: none is left over, none of anybody else's is touched, hosts get them all."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.app.identity import RESERVED
from pipeline.infra.atomic_output import slug
from pipeline.infra.ownership import STOPPED
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.site_index import write_site
from pipeline.site.static_layout import lay_out
from pipeline.writers.web_page import SITE_PAGE


@pytest.fixture
def site(tmp_path: Path) -> SiteConfiguration:
    return SiteConfiguration(
        output=tmp_path / "output", store=tmp_path / "store", base_url="https://news.example"
    )


def lay(output: Path, numbers: Iterable[int]) -> None:
    """Small articles, published in Korean."""
    for number in numbers:
        folder = output / f"기사-{number}"
        (folder / "ko").mkdir(parents=True)
        recording = f"ko/기사-{number}.ko.mp3"
        (folder / recording).write_bytes(b"sound")
        file = {"path": recording, "media_type": "audio/mpeg", "digest": "0" * 64, "size": 5}
        day = f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}"
        edition = {
            "language": "ko",
            "status": "published",
            "title": "소식",
            "date": day,
            "origin": "original",
            "speaker": {"engine": "hum", "voice": "hum", "version": "1"},
            "seconds": 1.0,
            "description": "",
            "source_digest": "",
            **{name: [] for name in ("authors", "engines", "chapters", "disclosures", "notices")},
            "files": [file],
        }
        report = {"source": "a.md", "title": "소식", "language": "ko", "date": day, "editions": [edition]}
        (folder / "report.json").write_text(json.dumps(report | {"notices": []}), "utf-8")


def pages(output: Path) -> list[str]:
    return sorted(path.relative_to(output).as_posix() for path in output.glob("index-*"))


def test_pages_come_with_articles_and_go_with_them(site: SiteConfiguration) -> None:
    lay(site.output, range(120))
    assert write_site(site) == ()
    assert pages(site.output) == ["index-2.html", "index-3.html"]
    for number in range(30):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert pages(site.output) == ["index-2.html"]
    for number in range(30, 80):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert pages(site.output) == []


def test_a_page_that_did_not_change_is_not_written(site: SiteConfiguration) -> None:
    lay(site.output, range(120))
    write_site(site)
    before = {name: (site.output / name).stat().st_mtime_ns for name in pages(site.output)}
    write_site(site)
    assert {name: (site.output / name).stat().st_mtime_ns for name in before} == before


def test_what_a_person_put_there_stays(site: SiteConfiguration) -> None:
    lay(site.output, range(120))
    own, note = site.output / "index-2.html", site.output / "index-메모.txt"
    own.write_text("my own", "utf-8")
    note.write_text("a note", "utf-8")
    assert [notice.code for notice in write_site(site)] == [STOPPED]
    for number in range(120):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert pages(site.output) == ["index-2.html", "index-메모.txt"]
    assert (own.read_text("utf-8"), note.read_text("utf-8")) == ("my own", "a note")


def test_a_page_that_a_person_changed_stays_when_it_would_go(site: SiteConfiguration) -> None:
    lay(site.output, range(60))
    write_site(site)
    page = site.output / "index-2.html"
    page.write_text(page.read_text("utf-8") + "<!-- 손으로 고침 -->", "utf-8")
    shutil.rmtree(site.output / "기사-1")
    for number in range(2, 15):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    assert "손으로 고침" in page.read_text("utf-8")


def test_a_folder_called_like_a_page_stops_that_page_alone(site: SiteConfiguration) -> None:
    lay(site.output, range(60))
    (site.output / "index-2.html").mkdir()
    (site.output / "index-2.html" / "메모.txt").write_text("mine", "utf-8")
    assert [notice.code for notice in write_site(site)] == [STOPPED]
    assert (site.output / "index.html").read_text("utf-8").count("<section") == 50
    write_site(replace(site, replace=True))
    assert (site.output / "index-2.html.kept" / "메모.txt").read_text("utf-8") == "mine"
    assert (site.output / "index-2.html").is_file()


def test_hosts_get_every_page_and_search_engines_what_they_got(
    site: SiteConfiguration, tmp_path: Path
) -> None:
    lay(site.output, range(60))
    write_site(site)
    target = tmp_path / "site"
    lay_out(target, site)
    assert (target / "index-2.html").is_file()
    assert (target / "index-2.html.gz").is_file()
    sitemap = (target / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://news.example/</loc>" in sitemap
    assert "index-2" not in sitemap
    for number in range(20):
        shutil.rmtree(site.output / f"기사-{number}")
    write_site(site)
    lay_out(target, site)
    assert not (target / "index-2.html").exists()


@pytest.mark.parametrize("name", ["page", "index-2", "index-2.html", "색인-2.html"])
def test_no_article_takes_a_pages_name(name: str) -> None:
    called = slug(name, "article")
    assert called not in RESERVED
    assert not SITE_PAGE.fullmatch(called)
