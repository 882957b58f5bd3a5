"""What lies beside an edition's page."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import unescape
from typing import Any

import pytest

from pipeline.document.article import (
    Article,
    Block,
    BlockKind,
    Edition,
    Origin,
    Role,
    Section,
    Sentence,
    Span,
)
from pipeline.document.pages import pages
from pipeline.document.sound import Clip, Cue, Timeline, Track, Voice
from pipeline.languages import languages, words
from pipeline.writers.edition_page import edition_page
from pipeline.writers.page_files import extras, page_files, recording

TITLES = {"en": 'Wells & "war"', "ko": "우물 <전쟁>", "zh-Hans": "水井", "ar": "الآبار"}
ADDRESS = "https://news.example/site/wells/"
PICTURES = {"pictures/s1-b2.png": b"picture"}


def block(id: str, kind: BlockKind, text: str, role: Role = Role.BODY, level: int = 0) -> Block:
    return Block(id, kind, role, (Sentence(f"{id}-k1", (Span(text),)),), level=level)


def edition(language: str) -> Edition:
    title = block("s0-b1", BlockKind.HEADING, TITLES[language], Role.TITLE, 1)
    section = Section(
        "s1",
        block("s1-b1", BlockKind.HEADING, "One", level=2),
        (block("s1-b2", BlockKind.PARAGRAPH, "A </script> stood there."),),
    )
    article = Article(language, title, sections=(section,), authors=("Ada",))
    return Edition(article, article, Origin.ORIGINAL)


def timeline(language: str) -> Timeline:
    tracks = []
    for page in pages(edition(language), words(language), ()):
        ids = [sentence.id for sentence in page.sentences()]
        cues = tuple(Cue(id, n * 24_000, (n + 1) * 24_000) for n, id in enumerate(ids))
        tracks.append(Track(page, tuple(Clip(id, "0" * 64, 20_000, 24_000) for id in ids), cues))
    return Timeline(24_000, Voice("hum", "low", language, "1"), tuple(tracks))


def digests(language: str, sound: str = "a" * 64) -> Mapping[str, str]:
    return {f"우물.{language}.mp3": sound, "cover-small.jpg": "c" * 64, "sections/01-x.mp3": "d" * 64}


def made(language: str, address: str = "", **more: Any) -> Mapping[str, bytes]:
    given = {"digests": digests(language), "shown": PICTURES} | more
    return page_files(edition(language), timeline(language), address=address, **given)


def kept(files: Mapping[str, bytes]) -> Any:
    return json.loads(files["offline.js"].decode().partition("\n")[0].removeprefix("const KEPT = "))


@pytest.mark.parametrize("language", TITLES)
def test_the_player_for_other_sites_bears_the_title_and_says_each_sentence(language: str) -> None:
    page = made(language)["embed.html"].decode()
    assert f'lang="{language}" dir="{languages()[language].direction}"' in page
    assert words(language)["read_along"] in page
    said = json.loads(page.partition('id="said">')[2].partition("</script>")[0])
    assert said[0] == [TITLES[language], 0]
    assert said[-1][0] == "A </script> stood there."
    assert "<전쟁>" not in page


@pytest.mark.parametrize("language", TITLES)
def test_other_sites_are_told_of_the_player_once_its_address_is_known(language: str) -> None:
    address = f"{ADDRESS}{language}/"
    told = json.loads(made(language, address)["oembed.json"])
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", TITLES[language])
    assert f'src="{address}embed.html"' in told["html"]
    assert told["html"].count("<") == 2
    assert "oembed.json" not in made(language)


@pytest.mark.parametrize("language", TITLES)
def test_searches_are_led_from_the_player_for_other_sites_to_the_page_by_a_whole_address(
    language: str,
) -> None:
    address = f"{ADDRESS}{language}/"
    assert f'<link rel="canonical" href="{address}">' in made(language, address)["embed.html"].decode()
    assert "canonical" not in made(language)["embed.html"].decode()


def test_what_is_kept_is_named_anew_when_anything_of_it_changes_and_only_then() -> None:
    versions = {
        kept(each)["version"]
        for each in (
            made("ko"),
            made("ko", digests=digests("ko", "b" * 64)),
            made("ko", shown={"pictures/s1-b2.png": b"another"}),
        )
    }
    assert len(versions) == 3
    assert kept(made("ko", ADDRESS)) == kept(made("ko"))


def test_all_that_a_page_shows_and_plays_is_kept() -> None:
    files = kept(made("ko"))["files"]
    page = edition_page(
        edition("ko"),
        timeline("ko"),
        dict.fromkeys(digests("ko"), 1),
        ["ko"],
        "",
        recording(digests("ko"), "ko"),
    ).decode()
    [heard] = re.findall(r'<audio [^>]*src="([^"]+)"', page)
    assert heard.endswith("?v=aaaaaaaa")
    assert {"index.html", heard, "cover-small.jpg", "../pictures/s1-b2.png"} <= {*files}
    assert any(name.startswith("extras.js?v=") for name in files)


def test_the_policy_lets_a_page_load_its_extras_and_no_other_script() -> None:
    page = edition_page(edition("ar"), timeline("ar"), {"x.ar.mp3": 1}, ["ar"]).decode()
    stated = unescape(re.findall(r'content="([^"]*default-src[^"]*)"', page)[0])
    rules = dict(rule.split(" ", 1) for rule in stated.split("; "))
    script = page.partition('<script type="module">')[2].partition("</script>")[0]
    digests = (b64encode(sha256(each).digest()).decode() for each in (script.encode(), extras()))
    assert {*rules["script-src"].split()} == {f"'sha256-{each}'" for each in digests}
    silent = edition_page(edition("ar"), timeline("ar"), {"x.ar.epub": 1}, ["ar"]).decode()
    assert "worker-src" not in silent
