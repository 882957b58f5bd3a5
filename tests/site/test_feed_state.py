"""The feeds in their places: what is kept, withdrawn, renamed, edited by hand, and taken away."""

import errno
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from unittest.mock import Mock

import feedparser
import pytest

from pipeline.errors import MachineLimit, SettingsError, WriteError
from pipeline.infra.folder_leases import alone_anywhere
from pipeline.infra.ownership import RECORD, STOPPED, digest_of
from pipeline.infra.published import earlier, read_report, read_reports
from pipeline.site import feed_state
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.feed_state import publish_feeds
from pipeline.site.site_index import article_folders
from pipeline.site.static_layout import site_address

Lay = Callable[..., None]
DIGESTED = {".mp3": "audio/mpeg", ".vtt": "text/vtt", ".epub": "application/epub+zip", ".jpg": "image/jpeg"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def site(tmp_path: Path, store: Path) -> SiteConfiguration:
    return SiteConfiguration(
        output=tmp_path / "output",
        store=store,
        base_url="https://example.org/news",
        site_title="Many voices",
        site_description="Reports.",
        owner="Desk",
        owner_email="desk@example.org",
        copyright="© Desk",
        licence="CC-BY-4.0",
    )


@pytest.fixture
def lay(site: SiteConfiguration) -> Lay:
    """Lays an article with true digests into the output."""

    def make(slug: str, *languages: str, sound: bytes = b"sound", source: str = "") -> None:
        editions = []
        for language in languages:
            folder = site.output / slug / language
            folder.mkdir(parents=True, exist_ok=True)
            files = []
            for ending, kind in DIGESTED.items():
                name = "cover.jpg" if ending == ".jpg" else f"{slug}.{language}{ending}"
                data = sound if ending == ".mp3" else ending.encode()
                (folder / name).unlink(missing_ok=True)
                (folder / name).write_bytes(data)
                told = {"media_type": kind, "digest": sha256(data).hexdigest(), "size": len(data)}
                files.append({"path": f"{language}/{name}", **told})
            editions.append(
                {
                    "language": language,
                    "status": "published",
                    "title": {"ko": "강제 송환"}.get(language, "Returns"),
                    "description": "About.",
                    "authors": ["Hana Reyes"],
                    "date": "2023-10-13",
                    "origin": "original",
                    "engines": [],
                    "speaker": {"engine": "hum", "voice": "hum", "version": "1"},
                    "seconds": 60.0,
                    "chapters": [],
                    "disclosures": ["Read by a synthetic voice."],
                    "files": files,
                    "notices": [],
                    "source_digest": source,
                }
            )
        report = {"source": f"{slug}.md", "title": "T", "language": "en", "date": "2023-10-13"}
        (site.output / slug / "report.json").write_text(json.dumps({**report, "editions": editions}))

    return make


def ids(site: SiteConfiguration, language: str = "en") -> list[str]:
    path = site.output / "feeds" / f"{language}.xml"
    return [item.id for item in feedparser.parse(path.read_bytes()).entries]


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_feeds_that_did_not_change_are_not_touched(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en", "ko")
    paths, notices = publish_feeds(site)
    before = everything(site.output)
    assert publish_feeds(site) == (paths, notices)
    assert everything(site.output) == before
    assert notices == ()
    assert site.output / "feeds/ko.xml" in paths


def test_of_two_runs_that_end_together_no_article_is_left_out(
    site: SiteConfiguration, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[str] = []
    lay("a", "en")

    @contextmanager
    def after_another(folder: Path, *where: Path, patient: bool) -> Iterator[None]:
        """The other run publishes, and writes the feeds, while this one waits for them."""
        if not others:
            others.append("b")
            lay("b", "en")
            publish_feeds(site)
        with alone_anywhere(folder, *where, patient=patient):
            yield

    monkeypatch.setattr(feed_state, "alone_anywhere", after_another)
    publish_feeds(site)
    assert len(ids(site)) == 2
    assert {path.name[0] for path in (site.output / "feeds/sound").iterdir()} == {"a", "b"}


def test_a_site_that_has_no_podcast_says_where_it_stands_too(
    site: SiteConfiguration, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("a", "ko")
    report = site.output / "a/report.json"
    told = json.loads(report.read_text("utf-8"))
    files = told["editions"][0]["files"]
    told["editions"][0]["files"] = [file for file in files if not file["path"].endswith(".mp3")]
    report.write_text(json.dumps(told), "utf-8")
    feed_state.keep_site(site)
    assert not (site.output / "feeds/ko.xml").exists()
    assert site_address(replace(site, base_url=""))[0] == site.base_url
    monkeypatch.setattr(feed_state, "link_pages", lambda *_: pytest.fail("every page was looked into again"))
    feed_state.keep_site(site)


def test_recordings_bear_a_name_by_content_and_take_no_room(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "ko", sound=b"one")
    publish_feeds(site)
    (sound,) = (site.output / "feeds/sound").iterdir()
    assert sound.name == f"a.ko.{sha256(b'one').hexdigest()[:8]}.mp3"
    assert sound.samefile(site.output / "a/ko/a.ko.mp3")


def test_a_disk_without_links_gets_copies(
    site: SiteConfiguration, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("no links here")

    lay("a", "ko", sound=b"one")
    monkeypatch.setattr(os, "link", refused)
    publish_feeds(site)
    before = everything(site.output)
    (sound,) = (site.output / "feeds/sound").iterdir()
    assert sound.read_bytes() == b"one"
    publish_feeds(site)
    assert everything(site.output) == before


def test_a_corrected_episode_keeps_its_guid_and_the_recording_before_it(
    site: SiteConfiguration, lay: Lay
) -> None:
    names, guids = [], set()
    for number, sound in enumerate((b"one", b"two", b"three"), 1):
        lay("a", "en", sound=sound)
        os.utime(site.output / "a/en/a.en.mp3", (number, number))
        publish_feeds(site)
        names.append(f"a.en.{sha256(sound).hexdigest()[:8]}.mp3")
        feed = feedparser.parse((site.output / "feeds/en.xml").read_bytes())
        assert feed.entries[0].enclosures[0].href.endswith(names[-1])
        guids.add(feed.entries[0].id)
    assert len(guids) == 1
    there = {path.name for path in (site.output / "feeds/sound").iterdir()}
    assert there == set(names[1:])
    assert (site.output / "feeds/sound" / names[1]).read_bytes() == b"two"


def test_a_withdrawn_episode_stays_out_until_it_is_restored(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en", "ko")
    lay("b", "en")
    publish_feeds(site)
    both, korean = ids(site), ids(site, "ko")
    feed_state.withdraw(site, "a", "en")
    for _ in range(2):
        publish_feeds(site)
        assert len(ids(site)) == 1
        assert ids(site, "ko") == korean
    assert not list((site.output / "feeds/sound").glob("a.en.*"))
    assert b"a.en." not in (site.output / "feeds/ko.xml").read_bytes()
    assert b"a.en." not in (site.output / "feeds/en.opds.json").read_bytes()
    feed_state.restore(site, "a", "en")
    publish_feeds(site)
    assert ids(site) == both


def test_all_languages_are_withdrawn_at_once_and_their_feeds_end(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en", "ko")
    lay("b", "en")
    publish_feeds(site)
    feed_state.withdraw(site, "a")
    _, notices = publish_feeds(site)
    assert [notice.code for notice in notices] == ["feed.withdrawn", "feed.ended"]
    assert "a is withdrawn (en, ko)" in notices[0].text
    assert not list((site.output / "feeds").glob("ko.*"))
    assert len(ids(site)) == 1
    with pytest.raises(SettingsError, match="All languages"):
        feed_state.restore(site, "a", "ko")
    feed_state.restore(site, "a")
    publish_feeds(site)
    assert len(ids(site)) == 2


@pytest.mark.parametrize(
    ("slug", "language"), [("none", ""), ("a", "ko"), ("..", ""), ("", ""), ("../a", "")]
)
def test_what_is_not_published_cannot_be_withdrawn(
    slug: str, language: str, site: SiteConfiguration, lay: Lay
) -> None:
    lay("a", "en")
    with pytest.raises(SettingsError, match="lies published"):
        feed_state.withdraw(site, slug, language)
    with pytest.raises(SettingsError, match="not withdrawn"):
        feed_state.restore(site, slug, language)
    assert not (site.output / ".episodes.toml").exists()


@pytest.mark.parametrize("text", ["[", "withdrawn = 3", '[withdrawn]\na = "en"', "[renamed]\na = 1", b"\xff"])
def test_no_feed_is_written_while_nobody_knows_what_was_withdrawn(
    text: str | bytes, site: SiteConfiguration, lay: Lay
) -> None:
    lay("a", "en")
    (site.output / ".episodes.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError, match="withdrawn"):
        publish_feeds(site)
    assert not (site.output / "feeds").exists()


def test_no_feed_is_written_while_the_disk_does_not_say_what_was_withdrawn(
    site: SiteConfiguration, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("다리", "ko")
    publish_feeds(site)
    before = everything(site.output)
    lay("나루", "ko")
    real = Path.read_text

    def refused(path: Path, *options: str) -> str:
        if path.name == ".episodes.toml":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return real(path, *options)

    monkeypatch.setattr(Path, "read_text", refused)
    [notice] = feed_state.foretell_feeds(site)
    assert "nobody knows what was withdrawn" in notice.text
    with pytest.raises(WriteError, match=r"episodes\.toml cannot be read: Input/output error"):
        feed_state.keep_site(site)
    assert before.items() <= everything(site.output).items()


def test_an_article_that_was_renamed_is_told_and_can_go_on_as_it_was(
    site: SiteConfiguration, lay: Lay
) -> None:
    lay("old", "en", "ko", source="d")
    publish_feeds(site)
    before = ids(site)
    lay("강제-송환", "en", "ko", source="d")
    _, notices = publish_feeds(site)
    assert {notice.code for notice in notices} == {"feed.twice"}
    assert len(ids(site)) == 2
    feed_state.rename(site, "old", "강제-송환")
    _, notices = publish_feeds(site)
    assert [notice.code for notice in notices] == ["feed.renamed"]
    assert ids(site) == before
    assert "강제-송환" in (site.output / ".episodes.toml").read_text("utf-8")
    with pytest.raises(SettingsError):
        feed_state.rename(site, "강제-송환", "old")


@pytest.mark.parametrize("name", ["en.xml", "en.atom", "en.opds.json", "catalogue.opds.json", "en.jpg"])
@pytest.mark.parametrize("edited", [True, False])
def test_a_feed_that_is_not_as_it_was_written_stays_and_stops_itself_alone(
    name: str, edited: bool, site: SiteConfiguration, lay: Lay
) -> None:
    lay("a", "en", "ko")
    path = site.output / "feeds" / name
    if edited:
        publish_feeds(site)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mine")
    lay("b", "en", "ko")
    _, notices = publish_feeds(site)
    assert [notice.code for notice in notices] == [STOPPED]
    assert str(path) in notices[0].text
    assert f"--replace, which moves {name} to" in notices[0].text
    assert path.read_bytes() == b"mine"
    assert len(ids(site, "ko")) == 2
    for number in ("", "-2"):
        path.write_bytes(b"mine")
        publish_feeds(replace(site, replace=True))
        assert path.with_name(f"{path.stem}.kept{number}{path.suffix}").read_bytes() == b"mine"
    assert len(ids(site)) == 2
    assert publish_feeds(site)[1] == ()


def test_a_feed_that_ended_and_was_edited_stays_and_is_named(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en", "ko")
    publish_feeds(site)
    feed = site.output / "feeds/ko.xml"
    feed.write_bytes(b"mine")
    feed_state.withdraw(site, "a", "ko")
    _, notices = publish_feeds(site)
    assert [notice.code for notice in notices] == ["feed.withdrawn", STOPPED]
    assert feed.read_bytes() == b"mine"
    publish_feeds(replace(site, replace=True))
    assert feed.with_name("ko.kept.xml").read_bytes() == b"mine"
    assert not feed.exists()


def test_feeds_of_an_earlier_version_are_ours_as_far_as_it_wrote_them_down(
    site: SiteConfiguration, lay: Lay
) -> None:
    lay("a", "en", "ko")
    publish_feeds(site)
    folder = site.output / "feeds"
    listed = {path.name: digest_of(path) for path in folder.glob("[!.]*.*")}
    (folder / RECORD).unlink()
    (folder / ".written.json").write_text(json.dumps(listed))
    (folder / "ko.xml").write_bytes(b"mine")
    lay("b", "en", "ko")
    _, notices = publish_feeds(site)
    assert [notice.where for notice in notices if "ko.xml" in notice.text] == ["output"]
    assert len(notices) == 1
    assert len(ids(site)) == 2
    assert not (folder / ".written.json").exists()
    assert [notice.code for notice in publish_feeds(site)[1]] == [STOPPED]


def test_a_recording_that_a_person_put_among_those_of_the_feeds_stays(
    site: SiteConfiguration, lay: Lay
) -> None:
    lay("a", "ko", sound=b"one")
    folder = site.output / "feeds/sound"
    folder.mkdir(parents=True)
    ours = folder / f"a.ko.{sha256(b'one').hexdigest()[:8]}.mp3"
    ours.write_bytes(b"longer than ours")
    others = [folder / f"{name}.mp3" for name in ("a.ko.01234567", "b.ko.89abcdef")]
    for path in others:
        path.write_bytes(b"mine")
    _, notices = publish_feeds(site)
    assert [notice.code for notice in notices] == [STOPPED]
    feed_state.withdraw(site, "a", "ko")
    publish_feeds(site)
    assert all(path.read_bytes() == b"mine" for path in others)
    assert ours.read_bytes() == b"longer than ours"


def test_what_a_person_wrote_beside_a_decision_is_kept(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en", "ko")
    path = site.output / ".episodes.toml"
    reasons = b'# A source asked for it.\n[withdrawn]\na = ["ko"]\n'
    path.write_bytes(reasons)
    feed_state.withdraw(site, "a", "en")
    feed_state.restore(site, "a", "en")
    assert b'"a" = ["ko"]' in path.read_bytes()
    assert [kept.read_bytes() for kept in site.output.glob(".episodes.kept*")] == [reasons]


def test_strange_files_beside_the_feeds_stay(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en")
    folder = site.output / "feeds"
    (folder / "sound").mkdir(parents=True)
    strange = (folder / "mine.xml", folder / "sound" / "mine.mp3", folder / "sound" / "notes.txt")
    for path in strange:
        path.write_bytes(b"mine")
    (folder / ".written.json").write_text('["x"]')
    publish_feeds(site)
    assert all(path.read_bytes() == b"mine" for path in strange)


def test_the_record_of_what_was_written_leads_nowhere_else(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en")
    (site.output / "feeds").mkdir()
    (site.output / "feeds/.written.json").write_text('{"../a/report.json": "x", "..": "y"}')
    publish_feeds(site)
    assert (site.output / "a/report.json").is_file()


def test_the_sites_page_leads_to_every_feed_that_is_there(site: SiteConfiguration, lay: Lay) -> None:
    lay("a", "en", "ko")
    publish_feeds(site)
    page = (site.output / "index.html").read_text("utf-8")
    for kind, name in (("rss+xml", "ko.xml"), ("atom+xml", "ko.atom"), ("opds+json", "catalogue.opds.json")):
        found = re.search(rf'<link rel="alternate" type="application/{re.escape(kind)}"[^>]*{name}">', page)
        assert found, name
    feed_state.withdraw(site, "a", "ko")
    publish_feeds(site)
    assert "feeds/ko." not in (site.output / "index.html").read_text("utf-8")


def test_a_report_that_cannot_be_read_for_now_takes_no_episode_out_of_the_feeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "다리" / "report.json"
    report.parent.mkdir()
    report.write_text("{}")
    refused = PermissionError(errno.EACCES, "Permission denied", str(report))
    monkeypatch.setattr(Path, "read_bytes", Mock(side_effect=refused))
    for read in (
        lambda: read_reports(tmp_path),
        lambda: earlier(report.parent),
        lambda: read_report(report.parent),
    ):
        with pytest.raises(MachineLimit, match="Permission denied"):
            read()


@pytest.mark.parametrize("refusing", ["stat", "iterdir"])
def test_a_folder_that_cannot_be_looked_into_for_now_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusing: str
) -> None:
    report = tmp_path / "桥" / "report.json"
    report.parent.mkdir()
    report.write_text("{}")
    real = getattr(Path, refusing)

    def refused(path: Path, **options: bool) -> object:
        if path in (report, tmp_path if refusing == "iterdir" else report):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, **options)

    with monkeypatch.context() as during:
        during.setattr(Path, refusing, refused)
        for look in (lambda: read_reports(tmp_path), lambda: article_folders(tmp_path)):
            with pytest.raises(PermissionError):
                look()
    assert article_folders(tmp_path) == (report.parent,)
    assert article_folders(tmp_path / "nothing") == ()
