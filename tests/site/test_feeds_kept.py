"""With an address, what is published has its feeds without a further command, and pages made before lead to them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.publish import publish
from pipeline.app.stage_configurations import site_of
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Noticed, Progress
from pipeline.document.notices import Level
from pipeline.document.report import Report
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import STOPPED
from pipeline.site.feed_state import publish_feeds

BASE = "https://news.example/site"
ARTICLE = "---\ntitle: 우물이 마르다\ndate: 2024-03-01\nlang: ko\n---\n\n## 하나\n\n물이 없다.\n"
OTHER = ARTICLE.replace("우물이 마르다", "비가 오다")
Published = Callable[..., Report]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str = "우물", text: str = ARTICLE) -> Path:
        path = tmp_path / f"{name}.md"
        path.write_text(text, "utf-8")
        return path

    return make


def page(output: Path, tag: str, slug: str = "우물") -> str:
    return (output / slug / tag / "index.html").read_text("utf-8")


def test_publishing_with_an_address_keeps_the_feeds(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    output = settings_in(tmp_path).output
    published(tmp_path, write(), to=("en",))
    assert not (output / "feeds").exists()
    report = published(tmp_path, write(), to=("en",), base_url=BASE)
    assert {"ko.xml", "en.xml", "ko.html", "catalogue.opds.json"} <= {
        path.name for path in (output / "feeds").iterdir()
    }
    assert "feeds/ko.html" in (output / "index.html").read_text("utf-8")
    assert not [notice for notice in report.notices if notice.code.startswith("feed.")]
    published(tmp_path, write("비", OTHER), to=("en",), base_url=BASE)
    assert "비가 오다" in (output / "feeds/ko.xml").read_text("utf-8")


def test_articles_published_before_lead_to_the_feeds_as_if_it_had_been_known(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    output = settings_in(tmp_path).output
    published(tmp_path, write(), to=("en", "ar"))
    assert "feeds/" not in page(output, "ar")
    publish_feeds(replace(site_of(settings_in(tmp_path)), base_url=BASE))
    linked = {tag: page(output, tag) for tag in ("ko", "en", "ar")}
    assert all(f'<link rel="canonical" href="{BASE}/' in one for one in linked.values())
    _check_report(output)
    published(tmp_path, write(), to=("en", "ar"), base_url=BASE)
    assert {tag: page(output, tag) for tag in linked} == linked


def test_the_player_for_other_sites_follows_the_site_to_another_address(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    """Else searches would be led from it to a site that has moved away, or to none."""

    def players() -> dict[str, str]:
        folder = settings_in(tmp_path).output / "우물"
        return {tag: (folder / tag / "embed.html").read_text("utf-8") for tag in ("ko", "en", "ar")}

    published(tmp_path, write(), to=("en", "ar"))
    assert not any("canonical" in one for one in players().values())
    for base in (BASE, "https://elsewhere.example"):
        publish_feeds(replace(site_of(settings_in(tmp_path)), base_url=base))
        linked = players()
        for tag, one in linked.items():
            assert re.findall('rel="canonical" href="([^"]*)"', one) == [f"{base}/%EC%9A%B0%EB%AC%BC/{tag}/"]
        _check_report(settings_in(tmp_path).output)
        published(tmp_path, write(), to=("en", "ar"), base_url=base)
        assert players() == linked


def _check_report(output: Path) -> None:
    """The report says of each page what it is."""
    report = json.loads((output / "우물/report.json").read_text("utf-8"))
    files = [file for edition in report["editions"] for file in edition["files"]]
    for file in (file for file in files if file["path"].endswith(".html")):
        data = (output / "우물" / file["path"]).read_bytes()
        assert (file["digest"], file["size"]) == (sha256(data).hexdigest(), len(data))


def test_the_first_publishing_with_an_address_links_what_lies_there_too(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    output = settings_in(tmp_path).output
    published(tmp_path, write(), to=())
    published(tmp_path, write("비", OTHER), to=(), base_url=BASE)
    assert "../../feeds/ko.xml" in page(output, "ko")


def test_pages_that_another_run_has_are_told_and_get_their_links_with_the_next_run(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    settings = settings_in(tmp_path)
    published(tmp_path, write(), to=())
    with alone_anywhere(settings.output / "우물", settings.output, settings.store / "locks"):
        report = published(tmp_path, write("비", OTHER), to=(), base_url=BASE)
    [told] = [notice for notice in report.notices if notice.code == "site.links"]
    assert (told.level, Path(told.where).name) == (Level.WARNING, "우물")
    assert "feeds/" not in page(settings.output, "ko")
    again = published(tmp_path, write("비", OTHER), to=(), base_url=BASE)
    assert "../../feeds/ko.xml" in page(settings.output, "ko")
    assert not [notice for notice in again.notices if notice.code == "site.links"]


def test_editions_of_an_earlier_run_get_their_links_with_the_article_that_they_are_of(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    published(tmp_path, write(), to=("en",))
    report = published(tmp_path, write(), to=(), base_url=BASE)
    assert "../../feeds/en.xml" in page(settings_in(tmp_path).output, "en")
    assert not [notice for notice in report.notices if notice.code == "site.links"]
    _check_report(settings_in(tmp_path).output)


def test_a_site_that_moves_takes_its_pages_along(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    output = settings_in(tmp_path).output
    published(tmp_path, write(), to=(), base_url=BASE)
    moved = replace(site_of(settings_in(tmp_path)), base_url="https://new.example", first_base_url=BASE)
    publish_feeds(moved)
    assert "news.example" not in page(output, "ko")
    assert "https://new.example/" in page(output, "ko")


def test_a_page_that_a_person_changed_is_named_and_stays(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    output = settings_in(tmp_path).output
    published(tmp_path, write(), to=())
    path = output / "우물/ko/index.html"
    path.write_text(page(output, "ko").replace("물이 없다", "물이 많다"), "utf-8")
    _, notices = publish_feeds(replace(site_of(settings_in(tmp_path)), base_url=BASE))
    assert [notice.code for notice in notices if notice.level is Level.ERROR] == [STOPPED]
    assert "물이 많다" in page(output, "ko")


def test_feeds_that_cannot_be_written_are_told_and_the_article_is_published_all_the_same(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    options: dict[str, Any] = {"to": (), "base_url": BASE, "category": "No such category"}
    report = published(tmp_path, write(), **options)
    told = [notice for notice in report.notices if notice.code == "feed.settings"]
    assert [notice.level for notice in told] == [Level.WARNING]
    assert "No such category" in told[0].text
    output = settings_in(tmp_path).output
    assert re.search("우물이 마르다", (output / "index.html").read_text("utf-8"))
    assert not (output / "feeds").exists()


class Told(Progress):
    """What a run tells, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)


@pytest.mark.parametrize(
    ("options", "decided", "word"),
    [
        ({"base_url": "https://news.example/뉴스"}, "", "base_url"),
        ({"category": "No such category"}, "", "No such category"),
        ({"owner_email": "desk"}, "", "owner_email"),
        ({"licence": "mine"}, "", "licence"),
        ({}, "[withdrawn", ".episodes.toml"),
    ],
)
def test_what_stands_against_feeds_is_told_before_an_article_is_read(
    tmp_path: Path,
    write: Callable[..., Path],
    settings_in: Callable[..., Settings],
    options: dict[str, str],
    decided: str,
    word: str,
) -> None:
    settings, told = settings_in(tmp_path, **{"base_url": BASE, **options}), Told()
    settings.output.mkdir()
    (settings.output / ".episodes.toml").write_text(decided)
    publish(write(), settings, told)
    first = told.events[0]
    assert isinstance(first, Noticed), first
    assert first.notice.level is Level.WARNING
    assert word in first.notice.text


def test_the_same_run_again_changes_nothing(
    tmp_path: Path, write: Callable[..., Path], published: Published, settings_in: Callable[..., Settings]
) -> None:
    output = settings_in(tmp_path).output
    published(tmp_path, write(), to=("en",), base_url=BASE)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()
    }
    published(tmp_path, write(), to=("en",), base_url=BASE)
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.rglob("*") if path.is_file()
    }
    assert after == before
