"""The catalogue of e-books against what https://drafts.opds.io/opds-2.0 asks for, section by section."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.writers.configuration import FeedsConfiguration
from pipeline.writers.feeds import feeds

LINK = re.compile(r"https://example\.org/voices/[!-~]*")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory, shelve: Any, entry: Any) -> dict[str, Any]:
    output = tmp_path_factory.mktemp("output")
    shelve(
        output, "강제-송환", entry("강제-송환", "ko"), entry("강제-송환", "ar"), entry("강제-송환", "zh-Hans")
    )
    text = {"path": "ko/b.ko.text.epub", "media_type": "application/epub+zip", "digest": "cd" * 32, "size": 9}
    korean = entry("b", "ko", date="2024-01-01", description="")
    korean["files"].append(text)
    shelve(output, "b", korean)
    configuration = FeedsConfiguration(
        base_url="https://example.org/voices", store=tmp_path_factory.mktemp("store")
    )
    made = feeds(output, configuration).files
    return {Path(name).name: json.loads(data) for name, data in made.items() if name.endswith(".json")}


def links(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "href" in value:
            yield value
        for inner in value.values():
            yield from links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links(inner)


def publications(catalogue: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, feed in catalogue.items():
        found = feed.get("publications", [])
        found += [one for group in feed.get("groups", []) for one in group["publications"]]
        assert found, name
        yield from found


def test_there_is_a_start_and_a_list_for_each_language(catalogue: dict[str, Any]) -> None:
    assert set(catalogue) == {"catalogue.opds.json", "ar.opds.json", "ko.opds.json", "zh-Hans.opds.json"}


def test_section_1_each_feed_has_a_title_a_link_to_itself_and_a_collection(catalogue: dict[str, Any]) -> None:
    for name, feed in catalogue.items():
        assert feed["metadata"]["title"]
        itself = [link for link in feed["links"] if link["rel"] == "self"]
        assert [link["href"] for link in itself] == [f"https://example.org/voices/feeds/{name}"]
        assert itself[0]["type"] == "application/opds+json"
        assert {"navigation", "publications", "groups"} & set(feed)


def test_section_1_navigation_has_titles_and_leads_to_lists_that_are_there(catalogue: dict[str, Any]) -> None:
    for link in catalogue["catalogue.opds.json"]["navigation"]:
        assert link["title"]
        assert link["type"] == "application/opds+json"
        assert link["href"].rsplit("/")[-1] in catalogue


def test_section_1_groups_have_a_title_and_one_collection(catalogue: dict[str, Any]) -> None:
    for group in catalogue["catalogue.opds.json"]["groups"]:
        assert group["metadata"]["title"]
        assert len({"navigation", "publications"} & set(group)) == 1


def test_section_4_counts_are_true(catalogue: dict[str, Any]) -> None:
    listed = catalogue["ko.opds.json"]
    assert listed["metadata"]["numberOfItems"] == len(listed["publications"]) == 2
    assert listed["metadata"]["currentPage"] == 1


def test_section_5_each_publication_can_be_had_for_nothing(catalogue: dict[str, Any]) -> None:
    for one in publications(catalogue):
        acquired = [
            link for link in one["links"] if link["rel"].startswith("http://opds-spec.org/acquisition")
        ]
        assert acquired
        assert {link["type"] for link in acquired} == {"application/epub+zip"}
        assert all(link["properties"]["size"] > 0 and link["title"] for link in acquired)


def test_section_5_each_publication_has_a_picture_in_a_format_apps_show(catalogue: dict[str, Any]) -> None:
    for one in publications(catalogue):
        assert {image["type"] for image in one["images"]} <= {"image/jpeg", "image/png", "image/gif"}
        assert one["images"]


def test_section_5_metadata_is_what_webpub_manifests_hold(catalogue: dict[str, Any]) -> None:
    for one in publications(catalogue):
        told = one["metadata"]
        assert told["title"]
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told["identifier"])
        assert told["language"] in ("ko", "ar", "zh-Hans")
        assert datetime.fromisoformat(told["modified"]).tzinfo
        assert told["readingProgression"] == ("rtl" if told["language"] == "ar" else "ltr")
        assert all(author["name"] for author in told["author"])
        assert all(value not in ("", [], None, 0) for value in told.values())


def test_every_link_is_absolute_and_has_a_type(catalogue: dict[str, Any]) -> None:
    found = list(links(catalogue))
    assert len(found) > 20
    assert all(LINK.fullmatch(link["href"]) and link["type"] for link in found)


def test_the_e_book_comes_before_its_other_sizes(catalogue: dict[str, Any]) -> None:
    newest = catalogue["ko.opds.json"]["publications"][0]
    names = [link["href"].rsplit("/")[-1] for link in newest["links"][:2]]
    assert names == ["b.ko.epub?v=01234567", "b.ko.text.epub?v=cdcdcdcd"]
