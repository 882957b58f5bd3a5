import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings
from pipeline.writers.feed import feeds, item_guid, show_guid

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}
SETTINGS = Settings(
    base_url="https://example.org/voices/", site_title="Many voices", owner_email="desk@example.org"
)


def edition(slug: str, language: str, **changes: Any) -> dict[str, Any]:
    stem = f"{language}/{slug}.{language}"
    files = [
        (f"{stem}.mp3", "audio/mpeg", 5),
        (f"{stem}.epub", "application/epub+zip", 7),
        (f"{stem}.vtt", "text/vtt", 3),
        (f"{stem}.chapters.json", "application/json+chapters", 3),
        (f"{language}/cover.jpg", "image/jpeg", 3),
        (f"{language}/sections/01-a.mp3", "audio/mpeg", 2),
    ]
    return {
        "language": language,
        "status": "published",
        "title": {"ko": "강제 송환", "zh-Hans": "强制遣返"}.get(language, "Forced returns"),
        "description": "Who was returned, and what awaits them.",
        "authors": ["Hana Reyes"],
        "date": "2023-10-13",
        "origin": "reviewed",
        "engines": [],
        "speaker": {"engine": "kokoro", "voice": "af_heart", "version": "1"},
        "seconds": 83.4,
        "chapters": [{"title": "Start", "start": 0.0}, {"title": "After & before", "start": 65.2}],
        "disclosures": ["Read by a synthetic voice.", "The translation was reviewed."],
        "files": [
            {"path": p, "media_type": t, "digest": "0123456789abcdef" * 4, "size": s} for p, t, s in files
        ],
        "notices": [],
        "source_digest": "",
    } | changes


def shelve(output: Path, slug: str, *editions: dict[str, Any], **changes: Any) -> Path:
    folder = output / slug
    for item in editions:
        for file in item.get("files", []):
            path = folder / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(file["size"]))
    report = {"slug": slug, "source": f"{slug}.md", "title": "T", "language": "en", "date": "2023-10-13"}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(
        json.dumps(report | {"editions": editions, "notices": []} | changes), "utf-8"
    )
    return folder


def made(output: Path, settings: Settings = SETTINGS) -> dict[str, Any]:
    files, notices = feeds(output, settings)
    assert notices == ()
    parsed = {path: feedparser.parse(data) for path, data in files.items()}
    assert not any(feed.bozo for feed in parsed.values())
    return parsed


def channel(output: Path, language: str = "en", settings: Settings = SETTINGS) -> ElementTree.Element:
    found = ElementTree.fromstring(feeds(output, settings)[0][f"feeds/{language}.xml"]).find("channel")
    assert found is not None
    return found


def test_there_is_one_feed_a_language(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", *(edition("returns", language) for language in ("en", "ko", "zh-Hans")))
    parsed = made(tmp_path)
    assert list(parsed) == ["feeds/en.xml", "feeds/ko.xml", "feeds/zh-Hans.xml"]
    assert [feed.feed.language for feed in parsed.values()] == ["en", "ko", "zh-Hans"]
    assert parsed["feeds/ko.xml"].entries[0].title == "강제 송환"
    assert parsed["feeds/zh-Hans.xml"].entries[0].title == "强制遣返"


def test_all_that_apple_and_psp1_require_is_there(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", edition("returns", "en"))
    show = channel(tmp_path)
    for tag in ("title", "description", "link", "language", "itunes:author"):
        assert show.findtext(tag, "", NAMES)
    assert show.find("itunes:category", NAMES).attrib == {"text": "News"}
    assert show.findtext("itunes:explicit", "", NAMES) == "false"
    assert (
        show.find("itunes:image", NAMES)
        .get("href")
        .startswith("https://example.org/voices/returns/en/cover.jpg")
    )
    assert show.find("atom:link", NAMES).attrib == {
        "href": "https://example.org/voices/feeds/en.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert show.findtext("itunes:owner/itunes:email", "", NAMES) == "desk@example.org"
    assert show.find("podcast:locked", NAMES).attrib == {"owner": "desk@example.org"}
    assert show.findtext("podcast:guid", "", NAMES) == str(
        show_guid("https://example.org/voices/feeds/en.xml")
    )
    item = show.find("item")
    for tag in ("title", "guid", "link", "description", "pubDate", "itunes:duration", "itunes:explicit"):
        assert item.findtext(tag, "", NAMES)


def test_an_item_tells_true_lengths_and_where_its_files_are(tmp_path: Path) -> None:
    folder = shelve(tmp_path, "returns", edition("returns", "ko"))
    item = channel(tmp_path, "ko").find("item")
    assert item.find("enclosure").attrib == {
        "url": "https://example.org/voices/returns/ko/returns.ko.mp3?v=01234567",
        "length": str((folder / "ko/returns.ko.mp3").stat().st_size),
        "type": "audio/mpeg",
    }
    assert item.findtext("itunes:duration", "", NAMES) == "83"
    transcript = item.find("podcast:transcript", NAMES).attrib
    assert transcript["url"].startswith("https://example.org/voices/returns/ko/returns.ko.vtt")
    assert (transcript["type"], transcript["language"]) == ("text/vtt", "ko")
    chapters = item.find("podcast:chapters", NAMES).attrib
    assert chapters["url"].startswith("https://example.org/voices/returns/ko/returns.ko.chapters.json")
    assert chapters["type"] == "application/json+chapters"


def test_synthetic_voice_and_translation_are_told_in_the_description_and_by_tag(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", edition("returns", "en"))
    item = channel(tmp_path).find("item")
    assert "Read by a synthetic voice." in item.findtext("description", "")
    told = item.find("podcast:txt", NAMES)
    assert told.attrib == {"purpose": "ai-content"}
    assert told.text == "Read by a synthetic voice. The translation was reviewed."


def test_the_description_lists_the_chapters_with_their_times(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", edition("returns", "en"))
    text = channel(tmp_path).find("item").findtext("description", "")
    assert "<p>00:00 Start<br/>01:05 After &amp; before</p>" in text


def test_a_description_stays_within_apples_limit(tmp_path: Path) -> None:
    chapters = [{"title": "강제 송환 " * 10, "start": 4000.0 + number} for number in range(200)]
    shelve(tmp_path, "returns", edition("returns", "ko", chapters=chapters))
    text = channel(tmp_path, "ko").find("item").findtext("description", "")
    assert 3000 < len(text.encode()) <= 4000
    assert text.endswith("</p>")
    assert "1:06:40 강제" in text


def test_the_shows_guid_is_the_podcast_namespaces_own() -> None:
    wanted = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert str(show_guid("https://podnews.net/rss")) == wanted
    assert str(show_guid("http://podnews.net/rss/")) == wanted


def test_an_items_guid_outlives_new_bytes_and_a_new_host(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", edition("returns", "en"))
    before = channel(tmp_path).find("item")
    shelve(tmp_path, "returns", edition("returns", "en", title="New", seconds=99.0))
    after = channel(tmp_path, settings=Settings(base_url="https://other.example")).find("item")
    assert before.findtext("guid") == after.findtext("guid") == item_guid("returns", "en")
    assert before.find("guid").attrib == {"isPermaLink": "false"}
    assert item_guid("returns", "en") == "urn:uuid:319b80a3-9268-5008-8dac-d2db002f3db8"
    assert len({item_guid(slug, tag) for slug in ("a", "b") for tag in ("en", "ko")}) == 4


def test_an_enclosures_address_changes_with_its_bytes(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", edition("returns", "en"))
    before = channel(tmp_path).find("item/enclosure").get("url")
    changed = edition("returns", "en")
    changed["files"][0]["digest"] = "f" * 64
    shelve(tmp_path, "returns", changed)
    assert channel(tmp_path).find("item/enclosure").get("url") != before


def test_the_newest_episode_comes_first_and_dates_the_feed(tmp_path: Path) -> None:
    dates = {"old": "2021-01-05", "new": "2024-02-29T23:30:00+09:00", "undated": ""}
    for slug, date in dates.items():
        shelve(tmp_path, slug, edition(slug, "en", date=date, title=slug))
    feed = made(tmp_path)["feeds/en.xml"]
    assert [entry.title for entry in feed.entries] == ["new", "old", "undated"]
    assert feed.feed.updated == "Thu, 29 Feb 2024 14:30:00 GMT"
    assert feed.entries[1].published == "Tue, 05 Jan 2021 00:00:00 GMT"
    assert "published" not in feed.entries[2]
    assert datetime(*feed.entries[0].published_parsed[:6], tzinfo=UTC) == datetime(
        2024, 2, 29, 14, 30, tzinfo=UTC
    )


def test_the_same_editions_give_the_same_bytes(tmp_path: Path) -> None:
    for slug in ("b", "a", "c"):
        shelve(tmp_path, slug, edition(slug, "en"), edition(slug, "ko"))
    assert feeds(tmp_path, SETTINGS) == feeds(tmp_path, SETTINGS)


def test_words_that_look_like_markup_stay_words_in_the_description(tmp_path: Path) -> None:
    shelve(
        tmp_path,
        "returns",
        edition("returns", "en", description="5 <b>& 6", chapters=[{"title": "<i>", "start": 0}]),
    )
    text = channel(tmp_path).find("item").findtext("description", "")
    assert text.startswith("<p>5 &lt;b&gt;&amp; 6</p>")
    assert "00:00 &lt;i&gt;" in text


@pytest.mark.parametrize("title", ["<b>5 < 6 & 7</b>", "a ]]> b", "😀 강제 송환", "“quoted” & 'so'"])
def test_titles_arrive_as_they_were_written(tmp_path: Path, title: str) -> None:
    shelve(tmp_path, "returns", edition("returns", "en", title=title, description=title, authors=[title]))
    item = channel(tmp_path).find("item")
    assert item.findtext("title") == title
    assert feedparser.parse(feeds(tmp_path, SETTINGS)[0]["feeds/en.xml"]).bozo is False


def test_characters_that_xml_forbids_are_left_out(tmp_path: Path) -> None:
    shelve(tmp_path, "returns", edition("returns", "en", title="a\x00b\x0bc\ufffe\ud800d"))
    assert channel(tmp_path).find("item").findtext("title") == "abcd"


def test_folder_names_beyond_ascii_are_quoted_in_addresses(tmp_path: Path) -> None:
    shelve(tmp_path, "강제 송환", edition("강제 송환", "ko"))
    url = channel(tmp_path, "ko").find("item/enclosure").get("url")
    assert url.isascii()
    assert " " not in url


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"editions": 3}', "\ufeff{}", '{"editions": [{"status": "published"}]}']
)
def test_a_broken_report_is_noticed_and_the_others_go_on(tmp_path: Path, text: str) -> None:
    shelve(tmp_path, "good", edition("good", "en"))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.json").write_text(text, "utf-8")
    files, notices = feeds(tmp_path, SETTINGS)
    assert [notice.code for notice in notices] == ["published.report"]
    assert str(tmp_path / "bad" / "report.json") in notices[0].text
    assert len(feedparser.parse(files["feeds/en.xml"]).entries) == 1


def test_a_report_in_another_encoding_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "report.json").write_bytes(b"\xff\xfe{}")
    assert [notice.code for notice in feeds(tmp_path, SETTINGS)[1]] == ["published.report"]


@pytest.mark.parametrize("path", ["../../secret.mp3", "/etc/passwd"])
def test_a_report_that_points_outside_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    item = edition("returns", "en", files=[])
    folder = shelve(tmp_path, "returns", item)
    item["files"] = [{"path": path, "media_type": "audio/mpeg", "digest": "0" * 64, "size": 1}]
    (folder / "report.json").write_text(
        json.dumps({"source": "", "title": "", "date": "", "editions": [item]})
    )
    assert [notice.code for notice in feeds(tmp_path, SETTINGS)[1]] == ["published.report"]


def test_an_edition_whose_recording_is_gone_or_another_is_left_out_with_a_notice(tmp_path: Path) -> None:
    folder = shelve(
        tmp_path, "returns", edition("returns", "en"), edition("returns", "ko"), edition("returns", "es")
    )
    (folder / "en/returns.en.mp3").unlink()
    (folder / "es/returns.es.mp3").write_bytes(b"longer than it was")
    files, notices = feeds(tmp_path, SETTINGS)
    assert list(files) == ["feeds/ko.xml"]
    assert [(notice.code, notice.where) for notice in notices] == [
        ("published.gone", "en"),
        ("published.gone", "es"),
    ]


def test_an_edition_without_a_cover_is_left_out_with_a_notice(tmp_path: Path) -> None:
    bare = edition("returns", "en")
    bare["files"] = [file for file in bare["files"] if not file["path"].endswith(".jpg")]
    shelve(tmp_path, "returns", bare)
    files, notices = feeds(tmp_path, SETTINGS)
    assert files == {}
    assert [notice.code for notice in notices] == ["feed.incomplete"]


def test_failed_editions_are_in_no_feed(tmp_path: Path) -> None:
    failed = {"language": "ko", "status": "failed", "message": "No.", "advice": "", "exit_code": 23}
    shelve(tmp_path, "returns", edition("returns", "en"), failed)
    assert list(made(tmp_path)) == ["feeds/en.xml"]


def test_an_empty_output_folder_makes_no_feed(tmp_path: Path) -> None:
    assert feeds(tmp_path, SETTINGS) == ({}, ())
    assert feeds(tmp_path / "missing", SETTINGS) == ({}, ())


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
def test_an_address_that_cannot_carry_files_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="--base-url"):
        feeds(tmp_path, Settings(base_url=address))


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://localhost:8000/a/", "https://example.org/a/b//"]
)
def test_a_web_address_is_taken_with_or_without_its_last_slash(tmp_path: Path, address: str) -> None:
    shelve(tmp_path, "returns", edition("returns", "en"))
    url = channel(tmp_path, settings=Settings(base_url=address)).find("item/enclosure").get("url")
    assert url.startswith(address.rstrip("/") + "/returns/en/")


def test_all_settings_that_are_wrong_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        feeds(tmp_path, Settings(category="Noise", owner_email="nobody"))
    assert all(word in str(caught.value) for word in ("--base-url", "category", "owner_email"))
    assert "Society & Culture" in str(caught.value)


def test_without_a_site_title_the_first_article_names_the_feed(tmp_path: Path) -> None:
    shelve(tmp_path, "first", edition("first", "ko", date="2020-01-01", title="처음"))
    shelve(tmp_path, "second", edition("second", "ko", title="다음"))
    bare = Settings(base_url="https://example.org")
    assert channel(tmp_path, "ko", bare).findtext("title") == "처음"
    assert channel(tmp_path, "ko").findtext("title") == "Many voices – 한국어"
    assert channel(tmp_path, "ko", bare).findtext("itunes:author", "", NAMES) == "Hana Reyes"
    assert channel(tmp_path, "ko", bare).find("itunes:owner", NAMES) is None
