"""A site in a bucket: what changed goes up, in the right order and with the right headers, and nothing of others is touched."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import NotOurs, SettingsError, WriteError
from pipeline.infra.bucket import Bucket
from pipeline.infra.ownership import Ledger, digest_of
from pipeline.site import upload as uploading
from pipeline.site.configuration import SiteConfiguration
from pipeline.site.upload import LIST, stages, upload

SOUND = "feeds/sound/마을.ko.0123456789abcdef.mp3"


@pytest.fixture
def site(tmp_path: Path) -> SiteConfiguration:
    output = tmp_path / "output"
    for language in ("ko", "zh-Hans"):
        edition = output / "마을" / language
        edition.mkdir(parents=True)
        (edition / "index.html").write_text(f"<title>{language}</title>", "utf-8")
        (edition / f"마을.{language}.mp3").write_bytes(b"sound")
        (edition / f"마을.{language}.vtt").write_text("WEBVTT\n", "utf-8")
    (output / "마을" / "index.html").write_text("<title>마을</title>", "utf-8")
    (output / "index.html").write_text("<title>all</title>", "utf-8")
    (output / "feeds" / "sound").mkdir(parents=True)
    (output / "feeds" / "ko.xml").write_text("<rss/>", "utf-8")
    (output / SOUND).write_bytes(b"episode")
    _record(output)
    return SiteConfiguration(output=output, base_url="https://news.example/site/")


def _record(output: Path) -> None:
    for folder in (output / "마을", output / "feeds"):
        there = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
        Ledger(folder).settle({path.relative_to(folder).as_posix(): digest_of(path) for path in there})


@pytest.fixture
def url(s3_server: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in s3_server.environment().items():
        monkeypatch.setenv(name, value)
    return str(s3_server.place())


@pytest.fixture
def attributes(url: str) -> Callable[[str], dict[str, str]]:
    return lambda name: dict(Bucket(url)._objects.get(name).attributes)


def _content(url: str, name: str) -> bytes:
    return b"".join(Bucket(url).read(name) or ())


def test_files_have_their_media_types_their_packing_and_how_long_they_hold(
    site: SiteConfiguration, url: str, attributes: Callable[[str], dict[str, str]]
) -> None:
    upload(url, site)
    page = attributes("마을/ko/index.html")
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert (page["Content-Encoding"], page["Cache-Control"]) == ("gzip", "public, no-cache")
    assert gzip.decompress(_content(url, "마을/ko/index.html")).decode() == "<title>ko</title>"
    assert attributes("마을/ko/마을.ko.vtt")["Content-Type"] == "text/vtt; charset=utf-8"
    feed = attributes("feeds/ko.xml")
    assert "Content-Encoding" not in feed
    assert feed["Content-Type"] == "application/xml; charset=utf-8"
    sound = attributes(SOUND)
    assert (sound["Content-Type"], sound["Cache-Control"]) == (
        "audio/mpeg",
        "public, max-age=31536000, immutable",
    )
    assert not [name for name in Bucket(url).sizes() if name.endswith((".gz", "report.json", "_headers"))]


def test_only_what_changed_goes_up_and_what_is_gone_goes_after_it(site: SiteConfiguration, url: str) -> None:
    first = upload(url, site)
    assert first.written == first.files
    assert (upload(url, site).written, upload(url, site).removed) == (0, 0)
    (site.output / "마을" / "ko" / "index.html").write_text("<title>고침</title>", "utf-8")
    (site.output / "마을" / "ko" / "마을.ko.vtt").unlink()
    again = upload(url, site)
    assert (again.written, again.removed) == (1, 1)
    assert "마을/ko/마을.ko.vtt" not in Bucket(url).sizes()
    assert gzip.decompress(_content(url, "마을/ko/index.html")).decode() == "<title>고침</title>"


def test_a_recording_stays_as_long_as_the_feeds_keep_it(site: SiteConfiguration, url: str) -> None:
    upload(url, site)
    (site.output / "feeds" / "ko.xml").write_text("<rss>정정</rss>", "utf-8")
    upload(url, site)
    assert SOUND in Bucket(url).sizes()
    (site.output / SOUND).unlink()
    upload(url, site)
    assert SOUND not in Bucket(url).sizes()


def test_what_is_named_goes_up_before_what_names_it(site: SiteConfiguration) -> None:
    order = [
        *("feeds/ko.xml", "index.html", "마을/index.html", "마을/ko/index.html", "sitemap.xml"),
        *("마을/ko/마을.ko.mp3", SOUND, "index-2.html"),
    ]
    made = [set(stage) for stage in stages(order)]
    assert made == [
        {"마을/ko/마을.ko.mp3", SOUND},
        {"마을/ko/index.html"},
        {"마을/index.html"},
        {"index.html", "index-2.html"},
        {"feeds/ko.xml", "sitemap.xml"},
    ]


def test_no_page_changes_when_a_recording_does_not_come_up(
    site: SiteConfiguration, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(url, site)
    (site.output / "마을" / "ko" / "마을.ko.mp3").write_bytes("새 소리".encode())
    (site.output / "마을" / "ko" / "index.html").write_text("<title>새</title>", "utf-8")

    def fail(self: Bucket, name: str, content: Any, headers: Any, put: Any = Bucket.publish) -> None:
        if name.endswith(".mp3"):
            raise WriteError("The bucket is full.")
        put(self, name, content, headers)

    with monkeypatch.context() as patch:
        patch.setattr(uploading.Bucket, "publish", fail)
        with pytest.raises(WriteError):
            upload(url, site)
    assert gzip.decompress(_content(url, "마을/ko/index.html")).decode() == "<title>ko</title>"
    assert upload(url, site).written == 2
    assert _content(url, "마을/ko/마을.ko.mp3") == "새 소리".encode()


def test_what_somebody_else_put_there_is_neither_replaced_nor_removed(
    site: SiteConfiguration, url: str
) -> None:
    Bucket(url).publish("about.html", "소개".encode(), {})
    upload(url, site)
    assert _content(url, "about.html") == "소개".encode()
    Bucket(url).publish("마을/ko/마을.ko.vtt", b"changed by hand", {})
    (site.output / "마을" / "ko" / "마을.ko.vtt").unlink()
    assert [path.name for path in upload(url, site).stayed] == ["마을.ko.vtt"]
    other = f"{url}/other"
    Bucket(other).publish("index.html", b"theirs", {})
    with pytest.raises(NotOurs, match=r"index\.html, which this program did not put there"):
        upload(other, site)
    assert set(Bucket(other).sizes()) == {"index.html"}


def test_a_list_that_was_damaged_is_named(site: SiteConfiguration, url: str) -> None:
    Bucket(url).publish(LIST, b"[]", {})
    with pytest.raises(NotOurs, match=r"\.manyvoices\.json"):
        upload(url, site)


def test_an_address_with_a_key_and_a_run_offline_are_refused(site: SiteConfiguration, url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        upload("s3://AKIAEXAMPLE:geheim@bucket", site)
    assert "geheim" not in str(caught.value)
    with pytest.raises(SettingsError, match="offline"):
        upload(url, replace(site, offline=True))
    with pytest.raises(SettingsError, match="no bucket"):
        upload("s3://no-such-bucket/site", site)
