import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.app.publish import publish
from pipeline.app.stage_configurations import narration_of
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Noticed, Published, Speaking, SpeakingBegins, Writing
from pipeline.document.report import Report
from pipeline.document.sound import Timeline
from pipeline.errors import InUse, SettingsError
from pipeline.narration.narrate import Script, Utterance, laid_out
from pipeline.narration.voice_selection import cast

TEXT = """---
title: A bridge reopens
author: The Desk
date: 2024-05-01
lang: en
---

## First

The bridge opened on Monday. Two people crossed it.

## 다리

- one
- two
"""


class Told:
    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)

    def of(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def settings(settings_in: Callable[..., Settings], tmp_path: Path) -> Settings:
    return settings_in(tmp_path, to=("ko", "zh-Hant"))


def digests(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def begun(told: "Told") -> list[SpeakingBegins]:
    """What was to be spoken, an edition each."""
    found = [event for event in told.events if isinstance(event, SpeakingBegins)]
    assert [event.language for event in found] == ["en", "ko", "zh-Hant"]
    assert [event.coming for event in found] == [("ko", "zh-Hant"), ("zh-Hant",), ()]
    return found


def nothing_to_speak(told: "Told") -> bool:
    return all(event.seconds == 0 and event.engines == () and event.found > 5 for event in begun(told))


def test_every_edition_has_all_its_files(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    for language, sections in {
        "en": ("01-first", "02-다리"),
        "ko": ("01-", "02-"),
        "zh-Hant": ("01-", "02-"),
    }.items():
        folder = settings.output / "bridge" / language
        names = set(digests(folder))
        for kind in ("mp3", "epub", "vtt", "chapters.json"):
            assert f"bridge.{language}.{kind}" in names
        assert "index.html" in names
        for section in sections:
            assert any(name.startswith(f"sections/{section}") for name in names), names
    assert (settings.output / "bridge" / "index.html").is_file()
    assert (settings.output / "index.html").is_file()


def test_the_report_names_every_file_with_its_digest(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    folder = settings.output / "bridge"
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert [edition["language"] for edition in report["editions"]] == ["en", "ko", "zh-Hant"]
    for edition in report["editions"]:
        assert edition["files"]
        for file in edition["files"]:
            assert sha256((folder / file["path"]).read_bytes()).hexdigest() == file["digest"]


def test_a_second_run_speaks_nothing_and_leaves_the_same_bytes(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    before = digests(settings.output)
    told = Told()
    publish(article, settings, told)
    assert nothing_to_speak(told)
    assert digests(settings.output) == before


def test_a_lost_output_folder_is_laid_out_again_with_the_same_bytes(
    article: Path, settings: Settings
) -> None:
    publish(article, settings, Told())
    elsewhere = replace(settings, output=settings.output.with_name("elsewhere"))
    told = Told()
    publish(article, elsewhere, told)
    assert nothing_to_speak(told)
    assert digests(elsewhere.output) == digests(settings.output)


def test_only_what_changed_is_spoken_anew(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    article.write_text(TEXT.replace("on Monday", "on Tuesday"), "utf-8")
    told = Told()
    publish(article, settings, told)
    for begins in begun(told):
        assert 0 < begins.seconds < 8 < begins.found
        spoken = [
            event.seconds
            for event in told.events
            if isinstance(event, Speaking) and event.language == begins.language
        ]
        assert sum(spoken) == pytest.approx(begins.seconds)
        assert sum(each.sentences for each in begins.engines) == len(spoken)


def test_one_failing_language_leaves_the_others_published(article: Path, settings: Settings) -> None:
    told = Told()
    report = publish(article, replace(settings, to=("ko", "es"), translator="firefox"), told)
    assert [edition.language for edition in report.published] == ["en"]
    assert {edition.language for edition in report.failed} == {"ko", "es"}
    for failed in report.failed:
        assert "models add" in failed.advice
    assert not (settings.output / "bridge" / "ko").exists()


def test_an_edition_of_an_earlier_run_stays_in_the_report(article: Path, settings: Settings) -> None:
    publish(article, replace(settings, to=("ko",)), Told())
    report = publish(article, replace(settings, to=("zh-Hant",)), Told())
    assert [edition.language for edition in report.published] == ["en", "zh-Hant", "ko"]
    article.write_text(TEXT.replace("Monday", "Tuesday"), "utf-8")
    report = publish(article, replace(settings, to=("zh-Hant",)), Told())
    assert [notice.where for notice in report.notices if notice.code == "publish.outdated"] == ["ko"]


def test_a_damaged_store_entry_is_made_anew_and_named(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    before = digests(settings.output)
    entries = sorted(
        path for path in settings.store.rglob("*") if path.is_file() and "locks" not in path.parts
    )
    for path in entries:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    told = Told()
    publish(article, settings, told)
    assert digests(settings.output) == before
    notices = [event.notice for event in told.of(Noticed) if isinstance(event, Noticed)]
    named = {notice.where for notice in notices if notice.code == "store.damaged"}
    assert named
    assert named <= {str(path) for path in entries}


class Taking(Told):
    """Told as others are; takes the sound of one sentence out of the store when an edition begins to be written."""

    def __init__(self, entry: Path) -> None:
        super().__init__()
        self.entry = entry

    def tell(self, event: Event) -> None:
        super().tell(event)
        if event == Writing("en"):
            self.entry.unlink()


@pytest.fixture
def entry(settings: Settings) -> Path:
    """Where the store keeps the sound of one sentence of the English edition."""
    key = Utterance("", "Two people crossed it.", cast("en", narration_of(settings))[0]).key
    return settings.store / key[:2] / key[2:]


def stopped(settings: Settings, report: Report, words: str) -> None:
    """Only the English edition stopped, with the name of its sentence, and nothing of it lies there."""
    [failed] = report.failed
    assert (failed.language, failed.exit_code) == ("en", 30)
    assert re.match(words, failed.message)
    assert failed.advice == "Run the same command again."
    assert [edition.language for edition in report.published] == ["ko", "zh-Hant"]
    folder = settings.output / "bridge"
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["ko", "zh-Hant"]
    assert not [path for path in settings.output.rglob("*") if ".en." in path.name]


def test_how_far_an_editions_files_are_is_told_to_their_end(article: Path, settings: Settings) -> None:
    first, again = Told(), Told()
    publish(article, settings, first)
    publish(article, settings, again)
    for language in ("en", "ko", "zh-Hant"):
        told = [event for event in first.events if isinstance(event, Writing) and event.language == language]
        assert told[0] == Writing(language)
        shares = [event.done / event.total for event in told[1:]]
        assert shares == sorted(shares)
        assert shares[-1] == 1
    assert all(event == Writing(event.language) for event in again.events if isinstance(event, Writing))


def test_an_edition_whose_sound_is_gone_for_one_sentence_stops_with_its_name(
    article: Path, settings: Settings, entry: Path
) -> None:
    report = publish(article, settings, Taking(entry))
    stopped(settings, report, r"The sound of sentence s1-b2-k2 is not .*: “Two people crossed it\.”\.")
    again = publish(article, settings, Told())
    assert [edition.language for edition in again.published] == ["en", "ko", "zh-Hant"]


def test_an_edition_whose_sound_goes_while_it_is_encoded_stops_with_its_name(
    article: Path, settings: Settings, entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_gone(script: Script, *others: Any) -> Timeline:
        timeline = laid_out(script, *others)
        if script.voice.language == "en":
            entry.unlink()
        return timeline

    monkeypatch.setattr("pipeline.app.edition.laid_out", then_gone)
    stopped(
        settings, publish(article, settings, Told()), "The sound of sentence s1-b2-k2 is not in the store"
    )


def test_sounds_that_a_disk_damaged_unseen_are_all_spoken_again_by_the_next_run(
    article: Path, settings: Settings
) -> None:
    sentences = [f"Bridge {number} opened." for number in range(80)]
    alone = replace(settings, to=())
    article.write_text(f"{TEXT}\n\n{' '.join(sentences)}\n", "utf-8")
    publish(article, alone, Told())
    for text in sentences[::2]:
        damage_unseen(settings, text)
    article.write_text(f"{TEXT}\n\n{' '.join(sentences)} It rained.\n", "utf-8")
    first, second = (publish(article, alone, Told()) for _ in range(2))
    assert [failed.exit_code for failed in first.failed] == [30]
    assert not second.failed


def damage_unseen(settings: Settings, text: str) -> None:
    """Change the last byte of a sentence's sound, and nothing of what the system tells of its file."""
    key = Utterance("", text, cast("en", narration_of(settings))[0]).key
    entry = settings.store / key[:2] / key[2:]
    before = entry.stat()
    entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    os.utime(entry, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_edition_that_stops_leaves_the_earlier_one_whole(
    article: Path, settings: Settings, entry: Path
) -> None:
    publish(article, settings, Told())
    before = digests(settings.output / "bridge" / "en" / "sections")
    article.write_text(TEXT.replace("on Monday", "on Tuesday"), "utf-8")
    report = publish(article, settings, Taking(entry))
    assert [failed.language for failed in report.failed] == ["en"]
    assert before
    assert digests(settings.output / "bridge" / "en" / "sections") == before


def test_two_articles_of_one_name_never_share_a_folder(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    other = article.with_suffix(".txt")
    other.write_text("Another story\n\nIt has words, and they are others.\n", "utf-8")
    with pytest.raises(SettingsError, match=r"bridge\.md"):
        publish(other, settings, Told())


def test_parallel_and_serial_runs_make_the_same_bytes(article: Path, settings: Settings) -> None:
    publish(article, settings, Told())
    parallel = replace(
        settings, jobs=2, store=settings.store.with_name("s2"), output=settings.output.with_name("o2")
    )
    publish(article, parallel, Told())
    assert digests(parallel.output) == digests(settings.output)


def test_editions_are_told_as_they_are_published(article: Path, settings: Settings) -> None:
    told = Told()
    publish(article, settings, told)
    assert [event.language for event in told.of(Published) if isinstance(event, Published)] == [
        "en",
        "ko",
        "zh-Hant",
    ]


def test_a_folder_in_use_is_refused(article: Path, settings: Settings) -> None:
    from pipeline.infra import atomic_output

    with (
        atomic_output.alone(settings.output / "bridge", settings.store / "locks"),
        pytest.raises(InUse, match="Another run"),
    ):
        publish(article, settings, Told())


def test_an_edition_says_who_translated_it_and_that_the_voice_is_synthetic(
    article: Path, settings: Settings
) -> None:
    report = publish(article, settings, Told())
    told = {edition.language: edition.disclosures for edition in report.published}
    assert len(told["en"]) == 1
    assert "Marker" in told["ko"][0]
    assert "Marker" in told["zh-Hant"][0]
    assert told["ko"][1] in (settings.output / "bridge" / "ko" / "bridge.ko.vtt").read_text("utf-8")


def test_a_moment_that_is_none_is_refused(
    article: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    article.write_text(TEXT.replace("date: 2024-05-01\n", ""), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        publish(article, settings, Told())


def test_an_article_without_a_date_keeps_the_day_it_was_first_published(
    article: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    article.write_text(TEXT.replace("date: 2024-05-01\n", ""), "utf-8")
    first = publish(article, settings, Told()).date
    monkeypatch.setattr("pipeline.infra.clock.now", lambda: datetime(2031, 5, 2, tzinfo=UTC))
    assert publish(article, settings, Told()).date == first
