"""A feed for people: a page with buttons for apps, and titles where somebody opens the feed itself in a browser."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML
from lxml import etree

from pipeline.config.tables import SiteWords, Theme
from pipeline.languages import languages, words
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.feeds import feeds
from pipeline.writers.feeds.feed_page import XHTML, apps

Entry = Callable[..., dict[str, Any]]
Shelve = Callable[..., Path]
TAGS = ("en", "ko", "zh-Hans", "ar")
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> FeedsConfiguration:
    return FeedsConfiguration(
        base_url="https://example.org/news",
        site_title="Voices & more",
        site_description="Reports.",
        site_words={"ko": SiteWords("여러 목소리", "소식.", funding="후원해 주세요")},
        store=tmp_path_factory.mktemp("store"),
    )


@pytest.fixture
def made(
    tmp_path: Path, entry: Entry, shelve: Shelve, site: FeedsConfiguration
) -> Callable[..., Mapping[str, bytes]]:
    def make(**changes: Any) -> Mapping[str, bytes]:
        shelve(tmp_path, "강제-송환", *(entry("강제-송환", tag) for tag in TAGS))
        return feeds(tmp_path, replace(site, **changes)).files

    return make


def page(files: Mapping[str, bytes], tag: str) -> Any:
    return JustHTML(files[f"feeds/{tag}.html"].decode(), sanitize=False)


@pytest.mark.parametrize("tag", TAGS)
def test_a_podcast_has_a_page_in_its_language_with_a_button_for_each_app(
    tag: str, made: Callable[..., Mapping[str, bytes]]
) -> None:
    files = made()
    html = page(files, tag)
    top = html.query("html")[0].attrs
    assert (top["lang"], top["dir"]) == (tag, languages()[tag].direction)
    text = " ".join(html.root.to_text().split())
    assert words(tag)["feed_explained"] in text
    address = f"https://example.org/news/feeds/{tag}.xml"
    assert html.query("#address")[0].attrs["value"] == address
    led = {one.to_text(): one.attrs["href"] for one in html.query(".apps a")}
    assert led == dict(apps(address))
    assert led["Apple Podcasts"] == f"podcast://example.org/news/feeds/{tag}.xml"
    assert led["Overcast"].endswith(f"add?url=https%3A%2F%2Fexample.org%2Fnews%2Ffeeds%2F{tag}.xml")


def test_a_feeds_page_leads_to_what_is_there(made: Callable[..., Mapping[str, bytes]]) -> None:
    files = made()
    for tag in TAGS:
        links = [one.attrs["href"] for one in page(files, tag).query("a[href], link[href]")]
        own = [link for link in links if ":" not in link and not link.startswith(("#", "../"))]
        assert {f"feeds/{link}" for link in own} <= files.keys()
        assert f"{tag}.xml" in own
        assert f"feeds/{page(files, tag).query('img')[0].attrs['src']}" in files


@pytest.mark.parametrize("kind", ["xml", "atom"])
@pytest.mark.parametrize("tag", TAGS)
def test_a_feed_opened_in_a_browser_says_what_it_is_and_leads_to_its_page(
    tag: str, kind: str, made: Callable[..., Mapping[str, bytes]]
) -> None:
    files = made()
    top = etree.fromstring(files[f"feeds/{tag}.{kind}"])
    style = top.getprevious()
    assert style.target == "xml-stylesheet"
    assert (style.get("type"), style.get("href")) == ("text/css", "feed.css")
    assert "feeds/feed.css" in files
    [box] = top.iter(f"{{{XHTML}}}div")
    assert (box.get("lang"), box.get("dir")) == (tag, languages()[tag].direction)
    assert words(tag)["feed_explained"] in "".join(box.itertext())
    [link] = box.iter(f"{{{XHTML}}}a")
    assert link.get("href") == f"https://example.org/news/feeds/{tag}.html"


def test_a_feeds_style_has_the_sites_colours(made: Callable[..., Mapping[str, bytes]]) -> None:
    style = made(theme=Theme(link="#7a0019"))["feeds/feed.css"].decode()
    assert style.rindex("--link: #7a0019") > style.index("--link: #0b4f8a")


def test_who_reads_only_gets_no_page_of_a_podcast(
    tmp_path: Path, entry: Entry, shelve: Shelve, site: FeedsConfiguration
) -> None:
    shelve(tmp_path, "읽기", entry("읽기", "ko", files=[]))
    files = feeds(tmp_path, site).files
    assert "feeds/ko.atom" in files
    assert "feeds/ko.html" not in files
    assert XHTML not in "".join(one.tag for one in etree.fromstring(files["feeds/ko.atom"]).iter("*"))


def test_a_page_for_support_stands_in_the_feed_and_on_the_page(
    made: Callable[..., Mapping[str, bytes]],
) -> None:
    files = made(funding="https://example.org/give")
    for tag, name in (("ko", "후원해 주세요"), ("en", words("en")["support"])):
        funding = etree.fromstring(files[f"feeds/{tag}.xml"]).find(f"channel/{PODCAST}funding")
        assert funding is not None
        assert (funding.get("url"), funding.text) == ("https://example.org/give", name)
        assert "https://example.org/give" in [one.attrs["href"] for one in page(files, tag).query("a")]
    assert etree.fromstring(made()["feeds/ko.xml"]).find(f"channel/{PODCAST}funding") is None


def test_what_a_service_asks_to_find_stands_in_the_feed(made: Callable[..., Mapping[str, bytes]]) -> None:
    [found] = etree.fromstring(made(verify="S6lpp-7ZCn8")["feeds/ko.xml"]).findall(f"channel/{PODCAST}txt")
    assert (found.get("purpose"), found.text) == ("verify", "S6lpp-7ZCn8")


def test_downloads_are_counted_in_podcasts_and_nowhere_else(made: Callable[..., Mapping[str, bytes]]) -> None:
    files = made(statistics_prefix="https://count.example/e")
    top = etree.fromstring(files["feeds/ko.xml"])
    [enclosure] = top.iter("enclosure")
    assert (enclosure.get("url") or "").startswith("https://count.example/e/example.org/news/feeds/sound/")
    sources = [one.get("uri") or "" for one in top.iter(f"{PODCAST}source")]
    assert sources
    assert all(one.startswith("https://count.example/e/example.org/") for one in sources)
    for name in ("feeds/ko.atom", "feeds/ko.opds.json", "feeds/ko.html"):
        assert b"count.example" not in files[name]
    assert (top.findtext("channel/item/guid") or "") == (
        etree.fromstring(made()["feeds/ko.xml"]).findtext("channel/item/guid")
    )


def test_a_hub_is_named_in_the_feeds(made: Callable[..., Mapping[str, bytes]]) -> None:
    files = made(hub="https://hub.example/?a=b")
    for name in ("feeds/ko.xml", "feeds/ko.atom"):
        hubs = [
            one.get("href")
            for one in etree.fromstring(files[name]).iter(ATOM_LINK)
            if one.get("rel") == "hub"
        ]
        assert hubs == ["https://hub.example/?a=b"]
