"""Feeds as sources of articles: which items are taken, and what the feed says of each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.notices import Notice
from pipeline.errors import ArticleError, ArticleMissing, ArticleNotFetched
from pipeline.readers import Place, place, read
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.feeds import Feed
from pipeline.readers.sources.feed_item import FeedItem

SENTENCE = "강물이 어제 크게 올라서 마을 사람들은 다리를 건너지 못하고 오래 기다렸다. "
WHOLE = f"<p>{SENTENCE * 15}</p><p>다리는 다시 열렸다.</p>"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>소식</title><link>https://example.org/</link><description>d</description>{items}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>消息</title>
<id>urn:x</id><updated>2026-11-30T00:00:00Z</updated>{items}</feed>"""

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(*parts: str, form: str = RSS) -> Path:
        path = tmp_path / "feed.xml"
        path.write_text(form.format(items="".join(parts)), "utf-8")
        return path

    return write


@pytest.fixture
def configuration(tmp_path: Path) -> ReadingConfiguration:
    return ReadingConfiguration(store=tmp_path / "store", offline=True)


def item(title: str = "강물이 높다", link: str = "https://example.org/river", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def content(html: str) -> str:
    return f"<content:encoded><![CDATA[{html}]]></content:encoded>"


def items(
    feed: Place, newest: int, configuration: ReadingConfiguration
) -> tuple[list[FeedItem], list[Notice]]:
    opened = Feed(feed, newest, configuration)
    return list(opened.items()), list(opened.notices())


def only(found: Any) -> FeedItem:
    [one], _ = found
    assert isinstance(one, FeedItem)
    return one


def test_an_item_of_rss_brings_its_text_author_day_and_picture(
    written: Written, configuration: ReadingConfiguration
) -> None:
    more = (
        f"<dc:creator>김하늘</dc:creator><pubDate>Mon, 30 Nov 2026 01:00:00 +0900</pubDate>{content(WHOLE)}"
        '<media:thumbnail url="https://example.org/s.jpg" width="80"/>'
        '<media:content url="https://example.org/l.jpg" medium="image" width="900"/>'
        "<category>홍수</category><description>짧은 글</description>"
    )
    found = only(items(place(written(item(more=more))), 9, configuration))
    assert (found.authors, found.date, found.tags) == (("김하늘",), "2026-11-30", ("홍수",))
    assert found.picture == "https://example.org/l.jpg"
    where = Place(address=found.address, item=found)
    article, _ = read(where, configuration=configuration)
    assert (article.title.text, article.language) == ("강물이 높다", "ko")
    assert (article.authors, article.date, article.description) == (("김하늘",), "2026-11-30", "짧은 글")
    assert "다리는 다시 열렸다." in [sentence.text for sentence in article.sentences()]


def test_an_entry_of_atom_brings_the_same(written: Written, configuration: ReadingConfiguration) -> None:
    text = "河水昨天上涨，桥又开放了，村里的人们终于可以过河。" * 25
    entry = (
        '<entry><title>河水</title><id>urn:1</id><link href="https://example.org/he"/><author><name>李明</name></author>'
        f'<published>2026-11-29T23:30:00-05:00</published><content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry>'
    )
    found = only(items(place(written(entry, form=ATOM)), 9, configuration))
    assert (found.authors, found.date) == (("李明",), "2026-11-29")
    article, _ = read(Place(address=found.address, item=found), configuration=configuration)
    assert article.language == "zh-Hans"


@pytest.mark.parametrize(
    "held",
    [
        "<description>강물이 높다. 더 읽기…</description>",
        content("<p>강물이 높다.</p>"),
        content(f"<p>{SENTENCE * 15} […]</p>"),
    ],
)
def test_of_an_item_that_holds_a_beginning_the_page_is_read(
    written: Written, tmp_path: Path, loopback: Any, held: str
) -> None:
    page = f"<!doctype html><title>강물</title><article><h1>강물이 높다</h1>{WHOLE}</article>"
    server = loopback.serve(lambda asked: loopback.answer(page.encode()))
    configuration = ReadingConfiguration(store=tmp_path / "store", allow_local=True)
    more = f"{held}<dc:creator>김하늘</dc:creator><pubDate>Mon, 30 Nov 2026 01:00:00 +0900</pubDate>"
    found = only(items(place(written(item(link=f"{server.address}/river", more=more))), 9, configuration))
    article, _ = read(Place(address=found.address, item=found), configuration=configuration)
    assert "다리는 다시 열렸다." in [sentence.text for sentence in article.sentences()]
    assert (article.authors, article.date) == (("김하늘",), "2026-11-30")
    read(Place(address=found.address, item=found), configuration=configuration)
    assert len(server.requests) == 1
    changed = only(
        items(place(written(item("강물이 낮다", f"{server.address}/river", more))), 9, configuration)
    )
    read(Place(address=changed.address, item=changed), configuration=configuration)
    assert len(server.requests) == 2


def test_what_several_items_repeat_is_taken_once(
    written: Written, configuration: ReadingConfiguration
) -> None:
    text = content(WHOLE)
    path = written(
        item(link="https://example.org/river?utm_source=rss&amp;id=1", more=f"<guid>a</guid>{text}"),
        item(link="https://example.org/river?id=1#top", more="<guid>b</guid>"),
        item(link="https://example.org/mirror", more=f"<guid>c</guid>{text}"),
        item("우물", "https://example.org/well"),
        item("우물", "https://example.org/well?utm_medium=x", "<guid>d</guid>"),
    )
    found, notices = items(place(path), 9, configuration)
    assert [each.address for each in found] == ["https://example.org/river?id=1", "https://example.org/well"]
    assert [notice.text for notice in notices] == ["3 items of the feed left out that another one repeats."]


def test_two_items_with_one_title_and_nothing_else_are_two(
    written: Written, configuration: ReadingConfiguration
) -> None:
    path = written(
        item("Weekly report", "https://example.org/1"), item("Weekly report", "https://example.org/2")
    )
    assert len(items(place(path), 9, configuration)[0]) == 2


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "", "https://", "http://[bad"])
def test_an_item_without_an_address_on_the_web_is_left_out_by_name(
    written: Written, configuration: ReadingConfiguration, link: str
) -> None:
    found, notices = items(place(written(item("나쁜 것", link), item())), 9, configuration)
    assert [each.title for each in found] == ["강물이 높다"]
    assert "나쁜 것" in notices[0].text


def test_the_newest_items_are_taken_and_the_others_counted(
    written: Written, configuration: ReadingConfiguration
) -> None:
    path = written(*(item(f"제목 {n}", f"https://example.org/{n}") for n in range(12)))
    found, notices = items(place(path), 5, configuration)
    assert [each.title for each in found] == [f"제목 {n}" for n in range(5)]
    assert "5 newest of 12" in notices[0].text


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"<html><p>A page</p></html>", "우물".encode()])
def test_what_is_no_feed_is_refused_in_words(
    tmp_path: Path, configuration: ReadingConfiguration, data: bytes
) -> None:
    path = tmp_path / "소식.xml"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"소식\.xml is no feed"):
        items(place(path), 9, configuration)
    with pytest.raises(ArticleMissing):
        items(place(tmp_path / "none.xml"), 9, configuration)


def test_entities_within_entities_are_not_unfolded(
    tmp_path: Path, configuration: ReadingConfiguration
) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    path = tmp_path / "bomb.xml"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "0123456789">{levels}]>'
        + RSS.partition("?>")[2].format(items=item("&e9;"))
    )
    try:
        found, _ = items(place(path), 9, configuration)
    except ArticleError:
        return
    assert all(len(each.title) < 1000 for each in found)


def test_a_feed_is_asked_anew_and_offline_it_is_what_came_last(tmp_path: Path, loopback: Any) -> None:
    feeds = [RSS.format(items=item(title)).encode() for title in ("하나", "둘")]
    server = loopback.serve(lambda asked: loopback.answer(feeds.pop(0), Content_Type="application/rss+xml"))
    online = ReadingConfiguration(store=tmp_path / "store", allow_local=True)
    offline = ReadingConfiguration(store=tmp_path / "store", offline=True)
    feed = place(f"{server.address}/feed")
    with pytest.raises(ArticleNotFetched):
        items(feed, 9, offline)
    assert [only(items(feed, 9, online)).title for _ in range(2)] == ["하나", "둘"]
    assert only(items(feed, 9, offline)).title == "둘"


def test_a_feed_s_language_is_that_of_its_items_and_an_item_s_own_comes_before_it(
    written: Written, configuration: ReadingConfiguration
) -> None:
    rss = RSS.replace("<title>소식</title>", "<title>소식</title><language>pt_BR</language>")
    assert only(items(place(written(item(), form=rss)), 9, configuration)).language == "pt-BR"
    entry = '<entry{lang}><title>a</title><link href="https://example.org/{n}"/><content type="html">{n}</content></entry>'
    atom = ATOM.replace("<feed ", '<feed xml:lang="zh-TW" ')
    path = written(entry.format(n=1, lang=""), entry.format(n=2, lang=' xml:lang="ja"'), form=atom)
    assert [each.language for each in items(place(path), 9, configuration)[0]] == ["zh-Hant", "ja"]
    none = RSS.replace("<title>소식</title>", "<language>xx-klingon</language>")
    assert only(items(place(written(item(), form=none)), 9, configuration)).language == ""


def test_an_item_is_read_in_the_language_that_its_feed_declares(
    written: Written, configuration: ReadingConfiguration
) -> None:
    text = "Sie kamen am Montag an. Danach war die Brücke wieder offen. " * 12
    rss = RSS.replace("<title>소식</title>", "<title>N</title><language>nl</language>")
    found = only(
        items(place(written(item("Brug", more=content(f"<p>{text}</p>")), form=rss)), 9, configuration)
    )
    article, notices = read(Place(address=found.address, item=found), configuration=configuration)
    assert article.language == "nl"
    assert not [each for each in notices if each.code == "reading.feed-language"]


def test_a_feed_that_declares_what_its_program_came_with_makes_no_korean_text_english(
    written: Written, configuration: ReadingConfiguration
) -> None:
    rss = RSS.replace("<title>소식</title>", "<title>소식</title><language>en-us</language>")
    found = only(items(place(written(item(more=content(WHOLE)), form=rss)), 9, configuration))
    article, notices = read(Place(address=found.address, item=found), configuration=configuration)
    assert article.language == "ko"
    [told] = [each.text for each in notices if each.code == "reading.feed-language"]
    assert "English" in told
    assert "Korean" in told


@pytest.mark.parametrize(
    "form", [RSS, ATOM, RSS.replace("</channel>", "<b></channel>")], ids=["RSS", "Atom", "broken"]
)
def test_taken_apart_or_whole_a_feed_has_the_same_items(
    written: Written, configuration: ReadingConfiguration, form: str
) -> None:
    count = 40
    if form is ATOM:
        each = '<entry><title>제목 {n}</title><link href="https://example.org/{n}"/></entry>'
    else:
        each = item(
            "제목 {n}", "https://example.org/{n}", "<description>짧은 글 &lt;b&gt;{n}&lt;/b&gt;</description>"
        )
    found, _ = items(place(written(*(each.format(n=n) for n in range(count)), form=form)), 100, configuration)
    assert [one.title for one in found] == [f"제목 {n}" for n in range(count)]
    assert [one.address for one in found] == [f"https://example.org/{n}" for n in range(count)]


def test_the_first_of_ten_thousand_items_is_there_before_the_others_are_read(
    written: Written, configuration: ReadingConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    import feedparser

    read_at_once: list[int] = []
    parse = feedparser.parse

    def counting(document: Any, **options: Any) -> Any:
        parsed = parse(document, **options)
        read_at_once.append(len(parsed.entries))
        return parsed

    monkeypatch.setattr(feedparser, "parse", counting)
    path = written(*(item(f"제목 {n}", f"https://example.org/{n}") for n in range(10_000)))
    feed = Feed(place(path), 10_000, configuration)
    assert feed.count == 10_000
    assert next(feed.items()).title == "제목 0"
    assert sum(read_at_once) < 100


@pytest.mark.parametrize(
    ("header", "asked", "value"),
    [
        ("ETag", "If-None-Match", 'W/"17"'),
        ("Last-Modified", "If-Modified-Since", "Mon, 30 Nov 2026 09:00:00 GMT"),
    ],
)
def test_a_server_is_asked_for_what_changed_and_what_did_not_is_read_as_it_came(
    tmp_path: Path, loopback: Any, header: str, asked: str, value: str
) -> None:
    whole = RSS.format(items=item("하나")).encode()

    def reply(_: str) -> Any:
        if f"{asked}: {value}" in server.requests[-1]:
            return loopback.answer(b"", "304 Not Modified")
        return loopback.answer(whole, Content_Type="application/rss+xml", **{header.replace("-", "_"): value})

    server = loopback.serve(reply)
    online = ReadingConfiguration(store=tmp_path / "store", allow_local=True)
    feed = place(f"{server.address}/feed")
    assert [only(items(feed, 9, online)).title for _ in range(3)] == ["하나"] * 3
    assert [asked in each for each in server.requests] == [False, True, True]
    again = ReadingConfiguration(store=tmp_path / "store", allow_local=True, refetch=True)
    assert only(items(feed, 9, again)).title == "하나"
    assert asked not in server.requests[-1]


def test_a_state_is_asked_for_where_it_came_from_alone(tmp_path: Path, loopback: Any) -> None:
    def at(title: str) -> Any:
        def reply(_: str) -> Any:
            if "If-None-Match" in servers[title].requests[-1]:
                return loopback.answer(b"", "304 Not Modified")
            return loopback.answer(RSS.format(items=item(title)).encode(), ETag='"1"')

        return reply

    servers = {title: loopback.serve(at(title)) for title in ("하나", "둘")}
    leads = iter(["하나", "둘", "둘"])
    first = loopback.serve(
        lambda _: loopback.answer(b"", "302 Found", Location=f"{servers[next(leads)].address}/feed")
    )
    online = ReadingConfiguration(store=tmp_path / "store", allow_local=True)
    feed = place(f"{first.address}/feed")
    assert [only(items(feed, 9, online)).title for _ in range(2)] == ["하나", "둘"]
