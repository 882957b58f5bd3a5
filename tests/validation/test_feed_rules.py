"""Every defect planted in a feed is found under its number, and nothing is found in clean feeds."""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.stage_configurations import site_of
from pipeline.config.choices import Variant
from pipeline.config.settings import Settings
from pipeline.document.report import Report
from pipeline.site.feed_state import publish_feeds
from pipeline.validation.findings import rules
from pipeline.validation.validate import proof

ARTICLES = {
    "wells": "---\ntitle: The well\nauthor: Amal Haddad\ndate: 2024-03-01\nlang: en\ndescription: Wells.\n---\n\n"
    "## Measured\n\nEleven wells gave no water.\n\n## Next\n\nThe town decides on Friday.\n",
    "pipes": "---\ntitle: The pipes\nauthor: Amal Haddad\ndate: 2024-04-01\nlang: en\ndescription: Pipes.\n---\n\n"
    "## Leaks\n\nThey leak at night.\n\n## Costs\n\nNobody knows.\n",
}
Plant = Callable[[Path], None]
"""Spoils the site in a folder."""


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    settings_in: Callable[..., Settings],
    published: Callable[..., Report],
) -> Path:
    """A site of two articles in four languages, each with a small recording too, and its feeds."""
    folder = tmp_path_factory.mktemp("site")
    options: dict[str, Any] = {
        "to": ("ko", "zh-Hans", "ar"),
        "also": (Variant.SMALL,),
        "base_url": "https://example.org/news",
        "site_title": "Many voices",
        "site_description": "Reports.",
        "owner": "The desk",
        "owner_email": "desk@example.org",
        "copyright": "© 2024 The desk",
        "licence": "CC-BY-4.0",
        "category": "News > Politics",
    }
    settings = settings_in(folder, **options)
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
        published(folder, folder / f"{name}.md", **options)
    publish_feeds(site_of(settings))
    return settings.output


@pytest.fixture
def spoilt(site: Path, tmp_path: Path) -> Callable[[Plant], set[str]]:
    """The numbers of what is found in the Korean feed of the site after something was planted there."""

    def found(plant: Plant) -> set[str]:
        shutil.copytree(site, tmp_path / "site", copy_function=os.link)
        plant(tmp_path / "site")
        (one,) = proof([tmp_path / "site/feeds/ko.xml"])
        return {finding.number for finding in one.findings}

    return found


def change(before: str, after: str, count: int = 1) -> Plant:
    """`before`, a pattern that must be there, becomes `after` in the Korean feed."""

    def plant(folder: Path) -> None:
        path = folder / "feeds/ko.xml"
        changed, times = re.subn(before, after, path.read_text("utf-8"), count=count, flags=re.DOTALL)
        assert times, f"{before} is not there"
        put(path, changed.encode())

    return plant


def put(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def file(pattern: str, data: bytes | Callable[[bytes], bytes] | None) -> Plant:
    """The one file that fits `pattern` is replaced, changed or taken away."""

    def plant(folder: Path) -> None:
        (path,) = folder.glob(pattern)
        before = path.read_bytes()
        path.unlink()
        if data is not None:
            path.write_bytes(data if isinstance(data, bytes) else data(before))

    return plant


def gone(tag: str) -> Plant:
    return change(rf"<{tag}\b[^>]*?(/>|>.*?</{tag}>)", "")


def in_item(before: str, after: str) -> Plant:
    return change(rf"(<item>.*?){before}", rf"\g<1>{after}")


def picture(size: tuple[int, int], mode: str = "RGB") -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new(mode, size).save(out, "JPEG")
    return out.getvalue()


def two_pages_in_a_circle(folder: Path) -> None:
    link = '<atom:link href="https://example.org/news/feeds/{}" rel="next" type="application/rss+xml"/>'
    change("<item>", link.format("ko.2.xml") + "<item>")(folder)
    text = (folder / "feeds/ko.xml").read_text("utf-8").replace("ko.xml", "ko.2.xml", 1)
    put(folder / "feeds/ko.2.xml", text.replace(link.format("ko.2.xml"), link.format("ko.xml")).encode())


LICENCE = "<podcast:license>[^<]*</podcast:license>"
PLANTED: Mapping[str, tuple[str, Plant]] = {
    "it is cut off": ("F01", change("</channel>.*", "")),
    "it holds a control character": ("F01", change("<title>", "<title>\x01")),
    "an undeclared entity": ("F01", change("<title>", "<title>&nbsp;")),
    "it is Atom": ("F02", lambda folder: put(folder / "feeds/ko.xml", (folder / "feeds/ko.atom").read_bytes())),
    "RSS of another version": ("F02", change('version="2.0"', 'version="0.92"')),
    "two channels": ("F02", change("</rss>", "<channel/></rss>")),
    "iTunes' namespace in small letters": ("F03", change("podcast-1.0.dtd", "podcast-1.0.DTD")),
    "the podcast namespace with a slash": ("F03", change("podcastindex.org/namespace/1.0", "podcastindex.org/namespace/1.0/")),
    "no title": ("F04", gone("title")),
    "an empty title": ("F04", change("<title>[^<]*</title>", "<title> </title>")),
    "no description": ("F05", gone("description")),
    "no link": ("F06", gone("link")),
    "no language": ("F07", gone("language")),
    "a language's name": ("F07", change("<language>ko<", "<language>Korean language<")),
    "no category": ("F08", change("<itunes:category.*</itunes:category>", "")),
    "a category of its own": ("F08", change('text="News"', 'text="Human rights"')),
    "a category below another's": ("F08", change('text="Politics"', 'text="Poetry"')),
    "explicit is clean": ("F09", change("<itunes:explicit>false", "<itunes:explicit>clean")),
    "no word on explicit": ("F09", gone("itunes:explicit")),
    "an episode that is explicit maybe": ("F09", in_item("<itunes:explicit>false", "<itunes:explicit>maybe")),
    "no artwork": ("F10", change("(<itunes:explicit>false</itunes:explicit>\\s*)<itunes:image[^>]*/>", r"\1")),
    "artwork without an address": ("F10", change('<itunes:image href="[^"]*"', "<itunes:image")),
    "artwork too small": ("F11", file("feeds/ko.jpg", picture((600, 600)))),
    "artwork that is not square": ("F11", file("feeds/ko.jpg", picture((1500, 1400)))),
    "artwork in grey": ("F11", file("feeds/ko.jpg", picture((1500, 1500), "L"))),
    "artwork that is none": ("F11", file("feeds/ko.jpg", b"none")),
    "an episode's artwork too large": ("F11", file("pipes/ko/cover.jpg", picture((3200, 3200)))),
    "no link to itself": ("F12", gone("atom:link")),
    "a guid of words": ("F13", change("<podcast:guid>[^<]*", "<podcast:guid>many-voices")),
    "locked maybe": ("F14", change(">yes</podcast:locked>", ">maybe</podcast:locked>")),
    "an unknown medium": ("F15", change("<podcast:medium>podcast", "<podcast:medium>radio")),
    "an unknown type": ("F16", change("<itunes:type>episodic", "<itunes:type>weekly")),
    "an owner without @": ("F17", change("<itunes:email>[^<]*", "<itunes:email>desk at example")),
    "two languages": ("F18", change("<language>ko</language>", "<language>ko</language><language>en</language>")),
    "an episode with two guids": ("F18", change("(<guid [^>]*>[^<]*</guid>)", r"\1\1")),
    "no episode": ("F19", change("<item>.*</item>", "")),
    "an episode without title": ("F20", in_item("<title>[^<]*</title>", "")),
    "an episode without sound": ("F21", gone("enclosure")),
    "two enclosures": ("F21", change("(<enclosure [^>]*/>)", r"\1\1")),
    "no length": ("F22", change('(<enclosure [^>]*) length="[^"]*"', r"\1")),
    "a length of nothing": ("F22", change('(<enclosure [^>]*) length="[^"]*"', r'\1 length="0"')),
    "an enclosure without type": ("F22", change('(<enclosure [^>]*) type="[^"]*"', r"\1")),
    "a type of its own": ("F23", change('(<enclosure [^>]*) type="[^"]*"', r'\1 type="audio/mp3"')),
    "a file that Apple does not play": ("F23", change('(<enclosure [^>]*\\.)mp3"', r'\1ogg"')),
    "a length that is another's": ("F24", change('(<enclosure [^>]*) length="[^"]*"', r'\1 length="12345"')),
    "the recording was replaced": ("F24", file("feeds/sound/pipes.ko.????????.mp3", lambda data: data + b"more")),
    "no guid": ("F25", gone("guid")),
    "one guid for two": ("F26", change("(<guid [^>]*>)([^<]*)(</guid>.*<guid [^>]*>)[^<]*", r"\1\2\3\2")),
    "a guid that is said to be an address": ("F27", change(' isPermaLink="false"', "")),
    "a date of ISO 8601": ("F28", change("<pubDate>[^<]*", "<pubDate>2024-04-01")),
    "built on no day": ("F28", change("<lastBuildDate>[^<]*", "<lastBuildDate>yesterday")),
    "a duration in words": ("F29", change("<itunes:duration>[^<]*", "<itunes:duration>5 min")),
    "a duration of nothing": ("F29", change("<itunes:duration>[^<]*", "<itunes:duration>0")),
    "another's duration": ("F30", change("<itunes:duration>[^<]*", "<itunes:duration>1:02:03")),
    "a recording that cannot be played": ("F30", file("feeds/sound/pipes.ko.????????.mp3", b"none")),
    "a transcript of a type that nobody reads": ("F31", change('type="text/vtt"', 'type="text/markdown"')),
    "a transcript without address": ("F31", change('(<podcast:transcript) url="[^"]*"', r"\1")),
    "captions that are none": ("F32", file("pipes/ko/pipes.ko.vtt", b"1\n00:00:00,000 --> 00:00:01,000\nx\n")),
    "a page that is none": ("F32", file("pipes/ko/index.html", b"text")),
    "chapters of another type": ("F33", change("application/json[+]chapters", "text/json")),
    "chapters that cannot be read": ("F34", file("pipes/ko/pipes.ko.chapters.json", b"{")),
    "chapters out of order": ("F34", file("pipes/ko/pipes.ko.chapters.json", b'{"version":"1.2.0","chapters":[{"startTime":2},{"startTime":1}]}')),
    "a chapter after the end": ("F34", file("pipes/ko/pipes.ko.chapters.json", b'{"version":"1.2.0","chapters":[{"startTime":5000}]}')),
    "a person without name": ("F35", change("(<podcast:person [^>]*>)[^<]*", r"\1 ")),
    "a person with a life": ("F35", change("(<podcast:person [^>]*>)[^<]*", r"\1" + "이름 " * 50)),
    "an alternate without source": ("F36", change("<podcast:source [^>]*/>", "")),
    "an alternate without type": ("F36", change('(<podcast:alternateEnclosure) type="[^"]*"', r"\1")),
    "an alternate's length that is another's": ("F37", change('(<podcast:alternateEnclosure [^>]*) length="[^"]*"', r'\1 length="7"')),
    "a digest that is another's": ("F38", change('value="sha256-....', 'value="sha256-AAAA')),
    "an address without its site": ("F39", in_item("<link>https://example.org", "<link>")),
    "an address with letters beyond ASCII": ("F39", in_item('<itunes:image href="https://example.org/', '<itunes:image href="https://example.org/강/')),
    "a link in the notes without its site": ("F39", change('<a href="https://example.org/news', '<a href="')),
    "a picture that is not there": ("F40", file("pipes/ko/cover.jpg", None)),
    "another language's recording that is not there": ("F40", file("feeds/sound/pipes.en.????????.mp3", None)),
    "a description without end": ("F41", change("(<description>)", r"\g<1>" + "물 " * 1500)),
    "an episode's description without end": ("F41", in_item(r"<description><!\[CDATA\[", "<description><![CDATA[" + "물 " * 1500)),
    "a heading in the notes": ("F42", change(r"(<content:encoded><!\[CDATA\[)", r"\1<h2>Notes</h2>")),
    "a script in the notes": ("F43", change(r"(<content:encoded><!\[CDATA\[)", r"\1<script>go()</script>")),
    "a handler in the notes": ("F43", change(r"(<content:encoded><!\[CDATA\[)", r'\1<p onclick="go()">x</p>')),
    "a licence of its own without address": ("F44", change(LICENCE, "<podcast:license>ours</podcast:license>")),
    "a disclosure without end": ("F45", change("(<podcast:txt [^>]*>)", r"\1" + "목소리 " * 1200)),
    "an episode that is half": ("F46", change("<itunes:episodeType>full", "<itunes:episodeType>half")),
    "pages in a circle": ("F47", two_pages_in_a_circle),
    "a page that is not there": ("F47", change("<item>", '<atom:link href="https://example.org/news/feeds/ko.9.xml" rel="next"/><item>')),
    "markup in a title": ("F48", in_item("<title>", "<title>&lt;b&gt;")),
    "letters in the wrong encoding": ("F49", in_item("<title>", "<title>It’s".encode().decode("latin-1").replace("\x80", "€").replace("\x99", "™"))),
    "a letter that could not be read": ("F49", in_item("<title>", "<title>\ufffd")),
    "one enclosure for two": ("F50", change('(<enclosure url=")([^"]*)(".*<enclosure url=")[^"]*', r"\1\2\3\2")),
    "an element of its own": ("F51", change("<podcast:medium>", "<podcast:mood>calm</podcast:mood><podcast:medium>")),
    "nobody is its author": ("F60", gone("itunes:author")),
    "no owner": ("F61", change("<itunes:owner>.*</itunes:owner>", "")),
    "an episode without date": ("F62", gone("pubDate")),
    "an episode without duration": ("F63", gone("itunes:duration")),
    "an episode without transcript": ("F64", change("<podcast:transcript [^>]*/>", "", 2)),
    "an episode that says nothing": ("F65", change("<item>.*?</content:encoded>", "<item><title>x</title>")),
    "the oldest first": ("F66", change("<pubDate>[^<]*", "<pubDate>Mon, 01 Jan 2001 00:00:00 GMT")),
    "built before its newest": ("F67", change("<lastBuildDate>[^<]*", "<lastBuildDate>Mon, 01 Jan 2001 00:00:00 GMT")),
    "an address that is not secure": ("F68", in_item("<link>https:", "<link>http:")),
    "all episodes on a page": ("F69", change("(<item>.*?</item>)", r"\1" * 301)),
    "no guid of the show": ("F70", gone("podcast:guid")),
    "no word on import": ("F71", gone("podcast:locked")),
    "another show's guid": ("F72", change("<podcast:guid>[^<]*", "<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c")),
    "another language than its name": ("F73", change("<language>ko<", "<language>ja<")),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans", "ar"])
def test_a_clean_feed_has_no_finding(language: str, site: Path) -> None:
    (one,) = proof([site / "feeds" / f"{language}.xml"])
    assert one.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTED)
def test_a_defect_planted_in_a_feed_is_found(name: str, spoilt: Callable[[Plant], set[str]]) -> None:
    number, plant = PLANTED[name]
    assert number in spoilt(plant)


def test_every_rule_of_feeds_has_a_planted_defect() -> None:
    numbers = {number for number in rules() if number.startswith("F")}
    assert len(numbers) >= 40
    assert {number for number, _ in PLANTED.values()} == numbers


def test_a_folder_that_holds_feeds_has_them_checked_and_no_recording_twice(site: Path) -> None:
    feeds = [one.path.name for one in proof([site / "feeds"], fast=True)]
    assert feeds == ["ar.xml", "en.xml", "ko.xml", "zh-Hans.xml"]
    found = [one.path for one in proof([site], fast=True)]
    assert sum(path.suffix == ".xml" for path in found) == 4
    assert sum(path.suffix == ".mp3" for path in found) == 16


def test_a_feed_alone_is_judged_by_what_it_says(site: Path, tmp_path: Path) -> None:
    shutil.copy(site / "feeds/ko.xml", tmp_path)
    (one,) = proof([tmp_path])
    assert one.findings == ()


def test_no_feed_leads_out_of_its_folder(
    site: Path, spoilt: Callable[[Plant], set[str]], tmp_path: Path
) -> None:
    (tmp_path / "secret.vtt").write_bytes(b"secret")
    escape = change(
        'url="https://example.org/news/pipes/ko/pipes.ko.vtt[^"]*"',
        'url="https://example.org/news/..%2f../secret.vtt"',
    )
    assert spoilt(escape) == set()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe<rss",
        b"<rss version='2.0'><channel>",
        b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss version='2.0'><channel><title>&b;</title></channel></rss>",
        b"<!DOCTYPE r SYSTEM 'file:///etc/passwd'><rss version='2.0'><channel/></rss>",
        b"<rss version='2.0'><channel>" + b"<a>" * 5000,
        b"<rss version='2.0'><channel><item/><item/></channel></rss>",
        "<rss version='2.0'><channel><item><link>https://[</link><pubDate>강</pubDate></item></channel></rss>".encode(),
        b"<html/>",
    ],
)
def test_what_is_no_feed_is_told_and_survived(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ko.xml"
    path.write_bytes(text)
    (one,) = proof([path])
    assert one.errors
