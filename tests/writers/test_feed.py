import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from pipeline.config.tables import SiteWords
from pipeline.document.podcasting import show_guid
from pipeline.errors import SettingsError
from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.feeds import Feeds, feeds, item_guid

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
WHOLE = {
    "base_url": "https://example.org/voices/",
    "site_title": "Many voices",
    "site_description": "Reports.",
    "owner": "The desk",
    "owner_email": "desk@example.org",
    "copyright": "© 2023 The desk",
    "licence": "CC-BY-4.0",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared, because covers take long to draw."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture
def written(tmp_path: Path, store: Path) -> Callable[..., Feeds]:
    """The feeds of what lies in the test's folder, under settings that differ as named."""

    def make(**changes: Any) -> Feeds:
        return feeds(tmp_path, FeedsConfiguration(**{**WHOLE, **changes, "store": store}))

    return make


@pytest.fixture
def channel(written: Callable[..., Feeds]) -> Callable[..., ElementTree.Element]:
    def find(language: str = "en", **changes: Any) -> ElementTree.Element:
        found = ElementTree.fromstring(written(**changes).files[f"feeds/{language}.xml"]).find("channel")
        assert found is not None
        return found

    return find


Channel = Callable[..., ElementTree.Element]
Written = Callable[..., Feeds]


def test_there_is_one_feed_a_language(tmp_path: Path, written: Written, shelve: Any, entry: Any) -> None:
    shelve(tmp_path, "returns", *(entry("returns", language) for language in ("en", "ko", "zh-Hans")))
    made = written()
    assert made.notices == ()
    parsed = {name: feedparser.parse(made.files[f"feeds/{name}.xml"]) for name in ("en", "ko", "zh-Hans")}
    assert not any(feed.bozo for feed in parsed.values())
    assert [feed.feed.language for feed in parsed.values()] == ["en", "ko", "zh-Hans"]
    assert parsed["ko"].entries[0].title == "강제 송환"
    assert parsed["zh-Hans"].entries[0].title == "强制遣返"


def test_all_that_apple_and_psp1_require_is_there(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    show = channel()
    for tag in ("title", "description", "link", "language", "itunes:author", "copyright"):
        assert show.findtext(tag, "", NAMES)
    assert show.find("itunes:category", NAMES).attrib == {"text": "News"}
    assert show.findtext("itunes:explicit", "", NAMES) == "false"
    picture = show.find("itunes:image", NAMES).get("href")
    assert picture.startswith("https://example.org/voices/feeds/en.jpg?v=")
    assert show.findtext("image/url") == picture
    assert show.find("atom:link", NAMES).attrib == {
        "href": "https://example.org/voices/feeds/en.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert show.findtext("itunes:owner/itunes:email", "", NAMES) == "desk@example.org"
    assert show.find("podcast:locked", NAMES).attrib == {"owner": "desk@example.org"}
    assert show.findtext("podcast:license", "", NAMES) == "CC-BY-4.0"
    assert show.findtext("podcast:medium", "", NAMES) == "podcast"
    wanted = show_guid("https://example.org/voices/feeds/en.xml")
    assert show.findtext("podcast:guid", "", NAMES) == str(wanted)
    item = show.find("item")
    for tag in ("title", "guid", "link", "description", "pubDate", "itunes:duration", "content:encoded"):
        assert item.findtext(tag, "", NAMES)


def test_a_category_may_have_one_below_it(tmp_path: Path, channel: Channel, shelve: Any, entry: Any) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    found = channel(category="News > Politics").find("itunes:category", NAMES)
    assert found.get("text") == "News"
    assert found.find("itunes:category", NAMES).get("text") == "Politics"


def test_an_item_tells_true_lengths_and_where_its_files_are(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    folder = shelve(tmp_path, "returns", entry("returns", "ko"))
    item = channel("ko").find("item")
    assert item.find("enclosure").attrib == {
        "url": "https://example.org/voices/feeds/sound/returns.ko.01234567.mp3",
        "length": str((folder / "ko/returns.ko.mp3").stat().st_size),
        "type": "audio/mpeg",
    }
    assert item.findtext("itunes:duration", "", NAMES) == "83"
    captions, page = item.findall("podcast:transcript", NAMES)
    assert captions.get("url") == "https://example.org/voices/returns/ko/returns.ko.vtt?v=01234567"
    assert (captions.get("type"), captions.get("language")) == ("text/vtt", "ko")
    assert page.get("url") == "https://example.org/voices/returns/ko/index.html?v=01234567"
    assert page.get("type") == "text/html"
    chapters = item.find("podcast:chapters", NAMES).attrib
    assert chapters["url"].startswith("https://example.org/voices/returns/ko/returns.ko.chapters.json")
    assert chapters["type"] == "application/json+chapters"
    person = item.find("podcast:person", NAMES)
    assert (person.text, person.get("role"), person.get("group")) == ("Hana Reyes", "author", "writing")


def test_every_enclosure_is_a_recording_that_lies_there(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"), entry("returns", "ko"))
    assert written().sounds == {
        "feeds/sound/returns.en.01234567.mp3": "returns/en/returns.en.mp3",
        "feeds/sound/returns.ko.01234567.mp3": "returns/ko/returns.ko.mp3",
    }


def test_other_languages_and_the_small_recording_are_alternates(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    small = {"path": "en/returns.en.small.mp3", "media_type": "audio/mpeg", "digest": "ab" * 32, "size": 2}
    english = entry("returns", "en")
    english["files"].append(small)
    shelve(tmp_path, "returns", english, entry("returns", "ko"), entry("returns", "ar"))
    first, *others = channel().find("item").findall("podcast:alternateEnclosure", NAMES)
    assert (first.get("lang"), first.get("bitrate"), first.get("length")) == ("en", "32000", "2")
    assert first.find("podcast:source", NAMES).get("uri").endswith("/sound/returns.en.small.abababab.mp3")
    assert first.find("podcast:integrity", NAMES).attrib == {
        "type": "sri",
        "value": "sha256-q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=",
    }
    assert [other.get("lang") for other in others] == ["ko", "ar"]
    assert others[0].get("title") == "한국어, 96 kbit/s"
    assert all(len(one.get("title")) <= 32 for one in (first, *others))


def test_synthetic_voice_and_translation_are_told_in_the_description_and_by_tag(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    item = channel().find("item")
    assert "Read by a synthetic voice." in item.findtext("description", "")
    told = item.find("podcast:txt", NAMES)
    assert told.attrib == {"purpose": "ai-content"}
    assert told.text == "Read by a synthetic voice. The translation was reviewed."


def test_the_notes_list_the_chapters_with_their_times_and_lead_to_the_page(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"), entry("returns", "ko"))
    item = channel().find("item")
    stamps = "<p>00:00 Start<br/>01:05 After &amp; before</p>"
    assert stamps in item.findtext("description", "")
    notes = item.findtext("content:encoded", "", NAMES)
    assert stamps in notes
    assert '<a href="https://example.org/voices/returns/en/index.html">Read along</a>' in notes
    assert '<a href="https://example.org/voices/returns/ko/index.html">한국어</a>' in notes
    assert "returns.en.epub?v=01234567" in notes


def test_a_description_stays_within_apples_limit_and_the_notes_hold_all(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    chapters = [{"title": "강제 송환 " * 10, "start": 4000.0 + number} for number in range(200)]
    shelve(tmp_path, "returns", entry("returns", "ko", chapters=chapters))
    item = channel("ko").find("item")
    text = item.findtext("description", "")
    assert 3000 < len(text.encode()) <= 4000
    assert text.endswith("</p>")
    assert "1:06:40 강제" in text
    assert item.findtext("content:encoded", "", NAMES).count("강제 송환") == 2000


def test_a_description_longer_than_the_limit_is_shortened(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "ko", description="송환 & 귀환. " * 900))
    text = channel("ko").find("item").findtext("description", "")
    assert 3000 < len(text.encode()) <= 4000
    assert "…</p><p>Read by a synthetic voice.</p>" in text


def test_the_shows_guid_is_the_podcast_namespaces_own() -> None:
    wanted = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert str(show_guid("https://podnews.net/rss")) == wanted
    assert str(show_guid("http://podnews.net/rss/")) == wanted


def test_an_items_guid_outlives_new_bytes_a_new_title_and_a_new_host(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    before = channel().find("item")
    shelve(tmp_path, "returns", entry("returns", "en", title="New", seconds=99.0))
    after = channel(base_url="https://other.example").find("item")
    assert before.findtext("guid") == after.findtext("guid") == item_guid("returns", "en")
    assert before.find("guid").attrib == {"isPermaLink": "false"}
    assert item_guid("returns", "en") == "urn:uuid:319b80a3-9268-5008-8dac-d2db002f3db8"
    assert len({item_guid(slug, tag) for slug in ("a", "b") for tag in ("en", "ko")}) == 4


def test_a_show_that_moves_keeps_its_guid_and_tells_where_it_is(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    before = channel().findtext("podcast:guid", "", NAMES)
    moved = channel(base_url="https://other.example", first_base_url="https://example.org/voices")
    assert moved.findtext("podcast:guid", "", NAMES) == before
    assert moved.findtext("itunes:new-feed-url", "", NAMES) == "https://other.example/feeds/en.xml"
    assert channel().find("itunes:new-feed-url", NAMES) is None


def test_an_enclosures_name_changes_with_its_bytes(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    before = channel().find("item/enclosure").get("url")
    changed = entry("returns", "en")
    changed["files"][0]["digest"] = "f" * 64
    shelve(tmp_path, "returns", changed)
    assert channel().find("item/enclosure").get("url") != before


def test_the_newest_episode_comes_first_and_dates_the_feed(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    dates = {"old": "2021-01-05", "new": "2024-02-29T23:30:00+09:00", "undated": ""}
    for slug, date in dates.items():
        shelve(tmp_path, slug, entry(slug, "en", date=date, title=slug))
    feed = feedparser.parse(written().files["feeds/en.xml"])
    assert [entry.title for entry in feed.entries] == ["new", "old", "undated"]
    assert feed.feed.updated == "Thu, 29 Feb 2024 14:30:00 GMT"
    assert feed.entries[1].published == "Tue, 05 Jan 2021 00:00:00 GMT"
    assert "published" not in feed.entries[2]
    assert datetime(*feed.entries[0].published_parsed[:6], tzinfo=UTC) == datetime(
        2024, 2, 29, 14, 30, tzinfo=UTC
    )


def test_more_than_300_episodes_are_paged(tmp_path: Path, written: Written, shelve: Any, entry: Any) -> None:
    for number in range(601):
        shelve(tmp_path, f"a{number:03}", entry(f"a{number:03}", "ko", title=f"{number}"))
    files = written().files
    pages = [feedparser.parse(files[f"feeds/{name}.xml"]) for name in ("ko", "ko.2", "ko.3")]
    assert [len(page.entries) for page in pages] == [300, 300, 1]
    assert len({item.id for page in pages for item in page.entries}) == 601
    links = [{link.rel: link.href.rsplit("/")[-1] for link in page.feed.links} for page in pages]
    assert links[0] == {
        "alternate": "",
        "self": "ko.xml",
        "next": "ko.2.xml",
        "first": "ko.xml",
        "last": "ko.3.xml",
    }
    assert links[1]["previous"] == "ko.xml"
    assert (links[2]["self"], links[2]["previous"]) == ("ko.3.xml", "ko.2.xml")
    assert "next" not in links[2]
    assert len({page.feed.podcast_guid for page in pages}) == 1
    assert feedparser.parse(files["feeds/ko.2.atom"]).feed.links[-1].href.endswith("feeds/ko.3.atom")
    listed = json.loads(files["feeds/ko.2.opds.json"])
    assert listed["metadata"]["numberOfItems"] == 601
    assert len(listed["publications"]) == 300


def test_the_same_editions_give_the_same_bytes(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    for slug in ("b", "a", "c"):
        shelve(tmp_path, slug, entry(slug, "en"), entry(slug, "ko"))
    assert written() == written()


def test_words_that_look_like_markup_stay_words_in_the_notes(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    listed = [{"title": "<i> ]]> 강제", "start": 0}]
    shelve(tmp_path, "returns", entry("returns", "en", description="5 <b>& 6 ]]> 7", chapters=listed))
    item = channel().find("item")
    for text in (item.findtext("description", ""), item.findtext("content:encoded", "", NAMES)):
        assert text.startswith("<p>5 &lt;b&gt;&amp; 6 ]]&gt; 7</p>")
        assert "00:00 &lt;i&gt; ]]&gt; 강제" in text


@pytest.mark.parametrize("title", ["<b>5 < 6 & 7</b>", "a ]]> b", "😀 강제 송환", "“quoted” & 'so'"])
def test_titles_arrive_as_they_were_written(
    title: str, tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en", title=title, description=title, authors=[title]))
    files = written().files
    for name in ("feeds/en.xml", "feeds/en.atom"):
        parsed = feedparser.parse(files[name], sanitize_html=False)
        assert not parsed.bozo
    item = ElementTree.fromstring(files["feeds/en.xml"]).find("channel/item")
    assert item.findtext("title") == title
    assert json.loads(files["feeds/en.opds.json"])["publications"][0]["metadata"]["title"] == title


def test_characters_that_xml_forbids_are_left_out(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    bad = "a\x00b\x0bc\ufffe\ud800d"
    shelve(tmp_path, "returns", entry("returns", "en", title=bad, description=bad, authors=[bad]))
    files = written().files
    assert ElementTree.fromstring(files["feeds/en.xml"]).findtext("channel/item/title") == "abcd"
    assert ElementTree.fromstring(files["feeds/en.atom"]).find("{*}entry/{*}title").text == "abcd"
    assert json.loads(files["feeds/en.opds.json"])["publications"]


def test_folder_names_beyond_ascii_are_quoted_in_addresses(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "강제 송환", entry("강제 송환", "ko"))
    url = channel("ko").find("item/enclosure").get("url")
    assert url.isascii()
    assert " " not in url


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"editions": 3}', "\ufeff{}", '{"editions": [{"status": "published"}]}']
)
def test_a_broken_report_is_noticed_and_the_others_go_on(
    text: str, tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "good", entry("good", "en"))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.json").write_text(text, "utf-8")
    made = written()
    assert [notice.code for notice in made.notices] == ["published.report"]
    assert str(tmp_path / "bad" / "report.json") in made.notices[0].text
    assert len(feedparser.parse(made.files["feeds/en.xml"]).entries) == 1


def test_strange_files_in_the_output_are_nobodys_episodes(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "good", entry("good", "en"))
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "report.json").write_text("{")
    (tmp_path / "empty").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "report.json").write_text("{")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "report.json").mkdir()
    made = written()
    assert [notice.code for notice in made.notices] == ["published.report"]
    assert len(feedparser.parse(made.files["feeds/en.xml"]).entries) == 1


def test_a_report_in_another_encoding_is_noticed(tmp_path: Path, written: Written) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.json").write_bytes(b"\xff\xfe{}")
    assert [notice.code for notice in written().notices] == ["published.report"]


@pytest.mark.parametrize("path", ["../../secret.mp3", "/etc/passwd"])
def test_a_report_that_points_outside_its_folder_is_refused(
    path: str, tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    item = entry("returns", "en", files=[])
    folder = shelve(tmp_path, "returns", item)
    item["files"] = [{"path": path, "media_type": "audio/mpeg", "digest": "0" * 64, "size": 1}]
    (folder / "report.json").write_text(
        json.dumps({"source": "", "title": "", "date": "", "editions": [item]})
    )
    assert [notice.code for notice in written().notices] == ["published.report"]


def test_an_edition_whose_recording_is_gone_or_another_is_left_out_with_a_notice(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    folder = shelve(tmp_path, "returns", *(entry("returns", language) for language in ("en", "ko", "es")))
    (folder / "en/returns.en.mp3").unlink()
    (folder / "es/returns.es.mp3").write_bytes(b"longer than it was")
    made = written()
    assert {name for name in made.files if name.endswith(".xml")} == {"feeds/ko.xml"}
    assert [(notice.code, notice.where) for notice in made.notices] == [
        ("published.gone", "en"),
        ("published.gone", "es"),
    ]


def test_an_edition_without_a_cover_has_the_shows(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    bare = entry("returns", "en")
    bare["files"] = [file for file in bare["files"] if not file["path"].endswith(".jpg")]
    shelve(tmp_path, "returns", bare)
    assert channel().find("item/itunes:image", NAMES) is None


def test_an_edition_without_sound_is_for_readers_only(
    tmp_path: Path, written: Written, shelve: Any, entry: Any
) -> None:
    silent = entry("returns", "en")
    silent["files"] = [file for file in silent["files"] if not file["path"].endswith(".mp3")]
    shelve(tmp_path, "returns", silent)
    made = written()
    assert [notice.code for notice in made.notices] == ["feed.incomplete"]
    assert "feeds/en.xml" not in made.files
    assert made.sounds == {}
    assert len(feedparser.parse(made.files["feeds/en.atom"]).entries) == 1
    assert len(json.loads(made.files["feeds/en.opds.json"])["publications"]) == 1


def test_failed_editions_are_in_no_feed(tmp_path: Path, written: Written, shelve: Any, entry: Any) -> None:
    failed = {"language": "ko", "status": "failed", "message": "No.", "advice": "", "exit_code": 23}
    shelve(tmp_path, "returns", entry("returns", "en"), failed)
    assert not any("ko" in name for name in written().files)


def test_an_empty_output_folder_makes_no_feed(tmp_path: Path, written: Written) -> None:
    assert (written().files, written().sounds) == ({}, {})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/podcast",
        "ftp://example.org",
        "file:///srv/podcast",
        "https://",
        "https://example.org/?a=b",
        "https://example.org/#top",
        "https://user:secret@example.org",
        "https://example.org/a b",
        "https://example.org:port/",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_cannot_carry_files_is_refused(address: str, written: Written) -> None:
    with pytest.raises((SettingsError, ValueError), match="base_url"):
        written(base_url=address)


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://localhost:8000/a/", "https://example.org/a/b//"]
)
def test_a_web_address_is_taken_with_or_without_its_last_slash(
    address: str, tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "returns", entry("returns", "en"))
    url = channel(base_url=address).find("item/link").text
    assert url.startswith(address.rstrip("/") + "/returns/en/")


def test_all_settings_that_are_wrong_or_missing_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        feeds(
            tmp_path,
            FeedsConfiguration(category="Noise", owner_email="nobody", first_base_url="x", licence_url="y"),
        )
    named = ("base_url", "category", "owner_email", "first_base_url", "licence_url")
    assert all(word in str(caught.value) for word in (*named, "title", "description", "owner", "copyright"))
    assert "Society & Culture" in str(caught.value)


def test_what_directories_ask_for_and_is_not_set_is_told_with_its_name(written: Written) -> None:
    (told,) = written(owner_email="", site_title="").notices
    assert told.code == "feed.settings"
    assert "owner_email is not set" in told.text
    assert "title is not set" in told.text
    assert "licence" not in told.text


def test_without_a_site_title_the_first_article_names_the_feed(
    tmp_path: Path, channel: Channel, shelve: Any, entry: Any
) -> None:
    shelve(tmp_path, "first", entry("first", "ko", date="2020-01-01", title="처음"))
    shelve(tmp_path, "second", entry("second", "ko", title="다음"))
    bare = dict.fromkeys(("site_title", "owner", "owner_email"), "")
    assert channel("ko", **bare).findtext("title") == "처음"
    assert channel("ko").findtext("title") == "Many voices – 한국어"
    assert channel("ko", **bare).findtext("itunes:author", "", NAMES) == "Hana Reyes"
    assert channel("ko", **bare).find("itunes:owner", NAMES) is None


def test_a_language_has_its_own_words(tmp_path: Path, channel: Channel, shelve: Any, entry: Any) -> None:
    shelve(tmp_path, "returns", entry("returns", "ko"), entry("returns", "zh-Hans"))
    words = {"ko": SiteWords("여러 목소리", "여러 언어로.", "편집부"), "zh-Hans": SiteWords("众声")}
    korean, chinese = (channel(tag, site_words=words) for tag in ("ko", "zh-Hans"))
    assert [korean.findtext(tag) for tag in ("title", "description")] == ["여러 목소리", "여러 언어로."]
    assert korean.findtext("itunes:author", "", NAMES) == "편집부"
    assert [chinese.findtext(tag) for tag in ("title", "description")] == ["众声", "Reports."]
