"""A listener's app: it subscribes, fetches by ranges, and meets a correction, all over our own server."""

import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from pipeline.app.publish import publish
from pipeline.app.stage_configurations import site_of
from pipeline.config.settings import Settings
from pipeline.document.events import Progress
from pipeline.site import feed_state
from pipeline.validation.validate import proof

ARTICLE = """---
title: {title}
author: Amal Haddad
date: {date}
lang: en
description: About wells.
---

## What was measured

{number} of the nineteen wells gave no water in August.

## What comes next

The town decides on Friday.
"""
NAMES = {"podcast": "https://podcastindex.org/namespace/1.0"}


@pytest.fixture
def settings(served: tuple[Path, str], tmp_path: Path, settings_in: Callable[..., Settings]) -> Settings:
    folder, address = served
    return settings_in(
        tmp_path,
        to=("ko",),
        output=folder / "round",
        base_url=f"{address}/round",
        site_title="Many voices",
        owner_email="desk@example.org",
    )


def asked(address: str, **headers: str) -> tuple[int, bytes, Any]:
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def fetched(address: str, piece: int = 40_000) -> bytes:
    """A recording as apps fetch it: in ranges, each of which must be answered as such."""
    data, whole = b"", 1
    while len(data) < whole:
        status, part, headers = asked(address, range=f"bytes={len(data)}-{len(data) + piece - 1}")
        assert status == 206
        whole = int(headers["content-range"].rpartition("/")[2])
        data += part
    return data


def test_a_listener_gets_true_recordings_and_a_correction_as_the_same_episode(
    settings: Settings, silent: Progress, tmp_path: Path
) -> None:
    wells, pipes = tmp_path / "wells.md", tmp_path / "pipes.md"
    wells.write_text(ARTICLE.format(title="The wells", date="2024-03-01", number="Eleven"))
    pipes.write_text(ARTICLE.format(title="The pipes", date="2024-02-01", number="Twelve"))
    for article in (wells, pipes):
        publish(article, settings, silent)
    feed_state.publish_feeds(site_of(settings))
    address = f"{settings.base_url}/feeds/ko.xml"

    status, body, headers = asked(address)
    assert (status, headers["content-type"]) == (200, "application/xml; charset=utf-8")
    before = feedparser.parse(body).entries
    assert len(before) == 2
    for item in before:
        sound = fetched(item.enclosures[0].href)
        assert len(sound) == int(item.enclosures[0].length)
        assert sha256(sound).hexdigest()[:8] in item.enclosures[0].href
        assert asked(item.link)[0] == 200
    for alternate in etree.fromstring(body).iterfind(".//podcast:alternateEnclosure", NAMES):
        sound = fetched(alternate.find("podcast:source", NAMES).get("uri"))
        digest = b64encode(sha256(sound).digest()).decode()
        assert alternate.find("podcast:integrity", NAMES).get("value") == f"sha256-{digest}"
    assert asked(address, **{"if-none-match": headers["etag"]})[:2] == (304, b"")
    assert {one.path.name: one.errors for one in proof([settings.output / "feeds"], fast=True)} == {
        "en.xml": 0,
        "ko.xml": 0,
    }

    old = [asked(item.enclosures[0].href)[2]["etag"] for item in before]
    wells.write_text(ARTICLE.format(title="The wells, corrected", date="2024-03-01", number="Thirteen"))
    publish(wells, settings, silent)
    publish(pipes, settings, silent)
    feed_state.publish_feeds(site_of(settings))

    status, body, _ = asked(address, **{"if-none-match": headers["etag"]})
    assert status == 200
    after = feedparser.parse(body).entries
    assert [item.id for item in after] == [item.id for item in before]
    assert after[0].title != before[0].title
    assert after[0].enclosures[0].href != before[0].enclosures[0].href
    assert len(fetched(after[0].enclosures[0].href)) == int(after[0].enclosures[0].length)
    assert after[1] == before[1]
    assert asked(after[1].enclosures[0].href, **{"if-none-match": old[1]})[0] == 304
    # Who was listening to the old recording hears it to its end.
    assert len(fetched(before[0].enclosures[0].href)) == int(before[0].enclosures[0].length)

    unchanged = replace(settings, site_title=settings.site_title)
    status, _, headers = asked(address)
    feed_state.publish_feeds(unchanged)
    assert asked(address, **{"if-none-match": headers["etag"]})[0] == 304
