"""What clients make of the feeds: each parser sees every value that was written."""

import html
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from pipeline.app.stage_configurations import site_of
from pipeline.config.choices import Variant
from pipeline.config.settings import Settings
from pipeline.config.tables import SiteWords
from pipeline.document.podcasting import show_guid
from pipeline.document.report import Report
from pipeline.narration.voice_files import npm
from pipeline.site.feed_state import publish_feeds

ARTICLE = """---
title: The well that ran dry
author: [Amal Haddad, 김하나]
date: 2024-03-01T10:30:00+09:00
lang: en
description: Eleven wells and no water.
---

## What was measured

Eleven of the nineteen wells gave no water in August.

## What comes next

The town decides on Friday.
"""
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
Seen = set[str]
NPM_PACKAGES = {"podcast-partytime": "5.0.0", "feedsmith": "3.0.1", "r2-opds-js": "1.0.47"}

FOR_PEOPLE = {"p", "a", "a/href", "div/dir"}
"""What a browser shows of a feed: a line that leads to its page."""


@pytest.fixture(scope="module")
def feeds(
    tmp_path_factory: pytest.TempPathFactory,
    settings_in: Callable[..., Settings],
    published: Callable[..., Report],
) -> Path:
    """The folder of the feeds of an article in three languages; all that can be set is set."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "wells.md").write_text(ARTICLE, "utf-8")
    options: dict[str, Any] = {
        "to": ("ko", "zh-Hans"),
        "also": (Variant.SMALL, Variant.TEXT),
        "base_url": "https://new.example.org/news",
        "first_base_url": "https://example.org/news",
        "site_title": "Many voices",
        "site_words": {"ko": SiteWords("여러 목소리", "보도 <모음> & 기록.", "편집부")},
        "site_description": "Reports.",
        "owner": "The desk",
        "owner_email": "desk@example.org",
        "copyright": "© 2024 The desk",
        "licence": "CC-BY-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "category": "News > Politics",
        "explicit": True,
    }
    settings = settings_in(folder, **options)
    published(folder, folder / "wells.md", **options)
    report = settings.output / "wells/report.json"
    table = json.loads(report.read_text("utf-8"))
    for edition in table["editions"]:
        edition["title"] += " & <b>pipes</b> ]]> 😀"
        edition["description"] += " 5 < 6 & 'seven' ]]>"
        edition["disclosures"].append("“Quoted” & <i>marked</i>.")
    report.write_text(json.dumps(table), "utf-8")
    publish_feeds(site_of(settings))
    return settings.output / "feeds"


@pytest.fixture(scope="module")
def parsed(
    npm_package: Callable[[str, str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str, Path], Any]:
    """What a package of npm's makes of a file: `code` has the package as `parser` and the text as `text`."""
    script = tmp_path_factory.mktemp("script") / "parse.cjs"
    folders: dict[str, Path] = {}

    def parse(name: str, code: str, path: Path) -> Any:
        folder = folders.setdefault(name, npm_package(name, NPM_PACKAGES[name]))
        script.write_text(
            f"const parser_folder = {json.dumps(str(folder))}; const parser = require(parser_folder);"
            f"const text = require('fs').readFileSync({json.dumps(str(path))}, 'utf8');"
            f"process.stdout.write(JSON.stringify({code}));"
        )
        environment = {**os.environ, "LOG_LEVEL": "silent"}
        command = [node(), str(script)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return parse


def node() -> str:
    """Node.js: the system's, else the one that npm came with."""
    return shutil.which("node") or npm()[0]


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Every value in a feed, and the name of the element or attribute that holds it."""
    for element in etree.fromstring(path.read_bytes()).iter("*"):
        name = etree.QName(element).localname
        if element.text and element.text.strip():
            yield name, element.text.strip()
        for attribute, value in element.attrib.items():
            yield f"{name}/{etree.QName(attribute).localname}", value


def flat(value: Any) -> Iterator[str]:
    """Every value in what a parser made, as text."""
    if isinstance(value, Mapping):
        value = value.values()
    if isinstance(value, (str, int, float, bool)) or value is None:
        yield str(value)
        return
    for inner in value:
        yield from flat(inner)


def unseen(path: Path, seen: Seen) -> set[str]:
    """The names of the values that a parser saw in none of the forms that parsers give them."""
    lower = {each.lower() for each in seen}
    return {name for name, value in written(path) if not {form.lower() for form in forms(value)} & lower}


def forms(value: str) -> Iterator[str]:
    """A value as parsers give it: as it is, with its HTML's own references resolved, as a truth, as a moment."""
    yield value
    yield html.unescape(value)
    if value in ("yes", "no"):
        yield str(value == "yes")
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return
    yield f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_partytime_sees_every_field_of_a_feed(
    language: str, feeds: Path, parsed: Callable[[str, str, Path], Any]
) -> None:
    found = parsed("podcast-partytime", "parser.parseFeed(text)", feeds / f"{language}.xml")
    # What it looks for nowhere.
    unread = {"rss/version", "link/rel", "link/type", "guid/isPermaLink"}
    assert unseen(feeds / f"{language}.xml", set(flat(found))) <= unread | FOR_PEOPLE
    assert found["guid"] == str(show_guid(f"https://example.org/news/feeds/{language}.xml"))
    assert len(found["items"]) == 1
    assert found["items"][0]["enclosure"]["length"] > 10_000


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_feedsmith_sees_every_field_of_a_feed(
    language: str, feeds: Path, parsed: Callable[[str, str, Path], Any]
) -> None:
    found = parsed("feedsmith", "parser.parseFeed(text)", feeds / f"{language}.xml")
    assert found["format"] == "rss"
    assert unseen(feeds / f"{language}.xml", set(flat(found))) <= {"rss/version"} | FOR_PEOPLE


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_feedsmith_sees_every_field_of_the_readers_feed(
    language: str, feeds: Path, parsed: Callable[[str, str, Path], Any]
) -> None:
    found = parsed("feedsmith", "parser.parseFeed(text)", feeds / f"{language}.atom")
    assert found["format"] == "atom"
    assert unseen(feeds / f"{language}.atom", set(flat(found))) <= {"feed/lang", "content/type"} | FOR_PEOPLE


@pytest.mark.slow
def test_the_parser_of_thoriums_house_opens_the_catalogue(
    feeds: Path, parsed: Callable[[str, str, Path], Any]
) -> None:
    code = (
        "(() => { const from = (name) => require(require.resolve(name, {paths: [parser_folder]}));"
        "const start = require(parser_folder + '/dist/es8-es2017/src/opds/opds2/opds2');"
        "const {TaJsonDeserialize} = from('r2-lcp-js/dist/es8-es2017/src/serializable');"
        "const feed = TaJsonDeserialize(JSON.parse(text), start.OPDSFeed);"
        "const seen = (one) => [one.Metadata.Title, one.Metadata.Identifier, one.Metadata.Language, "
        "one.Metadata.Author.map((who) => who.Name), one.Images[0].Href, one.Links.map((link) => "
        "[link.Rel, link.TypeLink, link.Href])];"
        "return {title: feed.Metadata.Title, links: feed.Links.map((link) => [link.Rel, link.Href]),"
        "navigation: (feed.Navigation || []).map((link) => link.Href),"
        "groups: (feed.Groups || []).map((group) => [group.Metadata.Title, group.Publications.map(seen)]),"
        "publications: (feed.Publications || []).map(seen)}; })()"
    )
    start = parsed("r2-opds-js", code, feeds / "catalogue.opds.json")
    assert start["title"] == "Many voices"
    assert [address.rsplit("/")[-1] for address in start["navigation"]] == [
        f"{language}.opds.json" for language in ("en", "ko", "zh-Hans")
    ]
    assert [group[0] for group in start["groups"]][1] == "여러 목소리"
    listed = parsed("r2-opds-js", code, feeds / "ko.opds.json")
    (book,) = listed["publications"]
    assert book[2] == ["ko"]
    assert book[3] == ["Amal Haddad", "김하나"]
    acquired = [link for link in book[5] if link[0] == ["http://opds-spec.org/acquisition/open-access"]]
    assert {kind for _, kind, _ in acquired} == {"application/epub+zip"}
    assert len(acquired) == 3


@pytest.mark.parametrize("language", ["en", "ko", "zh-Hans"])
def test_feedparser_sees_every_field_of_a_feed(language: str, feeds: Path) -> None:
    path = feeds / f"{language}.xml"
    found = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo
    (item,) = found.entries
    top = etree.fromstring(path.read_bytes()).find("channel")
    for tag in ("title", "description", "link", "language"):
        assert found.feed[tag] == top.findtext(tag)
    assert found.feed.rights == "© 2024 The desk"
    assert (found.feed.podcast_guid, found.feed.podcast_locked) == (
        str(show_guid(f"https://example.org/news/feeds/{language}.xml")),
        {"owner": "desk@example.org"},
    )
    assert [one.term for one in found.feed.tags] == ["News", "Politics"]
    assert found.feed.publisher_detail == {"name": "The desk", "email": "desk@example.org"}
    assert item.id.startswith("urn:uuid:")
    assert item.published == "Fri, 01 Mar 2024 01:30:00 GMT"
    assert item.content[0].value == top.findtext("item/{http://purl.org/rss/1.0/modules/content/}encoded")
    enclosure = top.find("item/enclosure").attrib
    seen = item.enclosures[0]
    assert [seen.href, seen.length, seen.type] == [enclosure[name] for name in ("url", "length", "type")]
    assert item.itunes_duration == top.findtext(f"item/{ITUNES}duration")
    assert "😀" in item.title
    atom = feedparser.parse((feeds / f"{language}.atom").read_bytes(), sanitize_html=False)
    assert not atom.bozo
    assert atom.entries[0].title == item.title
    assert {link.type for link in atom.entries[0].links if link.rel == "enclosure"} == {
        "audio/mpeg",
        "application/epub+zip",
    }
