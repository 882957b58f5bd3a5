"""The map for search engines: every page once, with the same in other languages."""

from collections.abc import Mapping

import pytest
from lxml import etree

from pipeline.site import sitemap
from pipeline.site.sitemap import sitemaps

BASE = "https://news.example/site"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
NAMES = (
    *("index.html", "index-2.html", "ko.html", "ko-2.html", "zh-Hans.html", "feeds/ko.html", "feeds/ko.xml"),
    *("feeds/zh-Hans.html", "마을/ko/embed.html"),
    *(
        "마을/index.html",
        "마을/ko/index.html",
        "마을/zh-Hans/index.html",
        "마을/ko/cover.jpg",
        "마을/pictures/a.png",
    ),
)


def pages(data: bytes) -> Mapping[str, Mapping[str, str]]:
    """By address, the same page by language."""
    return {
        page.findtext("s:loc", namespaces=SPACES): {
            link.get("hreflang"): link.get("href") for link in page.findall("x:link", SPACES)
        }
        for page in etree.fromstring(data).findall("s:url", SPACES)
    }


def test_every_page_for_readers_is_there_once() -> None:
    found = pages(sitemaps(NAMES, f"{BASE}/")["sitemap.xml"])
    village = f"{BASE}/%EB%A7%88%EC%9D%84"
    assert list(found) == [
        *(f"{BASE}/", f"{BASE}/index-2.html"),
        *(f"{BASE}/ko-2.html", f"{BASE}/ko.html", f"{BASE}/zh-Hans.html"),
        *(f"{BASE}/feeds/ko.html", f"{BASE}/feeds/zh-Hans.html"),
        *(f"{village}/", f"{village}/ko/", f"{village}/zh-Hans/"),
    ]


def test_pages_name_the_same_in_every_language_themselves_among_them() -> None:
    found = pages(sitemaps(NAMES, BASE)["sitemap.xml"])
    village = f"{BASE}/%EB%A7%88%EC%9D%84"
    same = {"ko": f"{village}/ko/", "zh-Hans": f"{village}/zh-Hans/", "x-default": f"{village}/"}
    assert found[f"{village}/ko/"] == found[f"{village}/zh-Hans/"] == same
    podcasts = {tag: f"{BASE}/feeds/{tag}.html" for tag in ("ko", "zh-Hans")}
    assert found[f"{BASE}/feeds/ko.html"] == podcasts
    assert found[f"{BASE}/ko-2.html"] == {}
    lists = {"ko": f"{BASE}/ko.html", "zh-Hans": f"{BASE}/zh-Hans.html", "x-default": f"{BASE}/"}
    assert found[f"{BASE}/ko.html"] == found[f"{BASE}/"] == lists


def test_a_large_site_has_several_maps_and_one_that_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST_PAGES", 6)
    files = sitemaps(NAMES, BASE)
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    listed = etree.fromstring(files["sitemap.xml"]).findall("s:sitemap/s:loc", SPACES)
    assert [one.text for one in listed] == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
    every = [address for name in list(files)[1:] for address in pages(files[name])]
    assert every == list(pages(whole(monkeypatch)["sitemap.xml"]))


def whole(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, bytes]:
    monkeypatch.setattr(sitemap, "_MOST_PAGES", 50_000)
    return sitemaps(NAMES, BASE)


def test_signs_that_xml_keeps_for_itself_are_written_out() -> None:
    assert (
        b"https://news.example/a&amp;b/"
        in sitemaps(["index.html"], "https://news.example/a&b")["sitemap.xml"]
    )
