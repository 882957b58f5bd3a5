"""Several articles of one run: one set of processes, nobody waits for another's end, and all is told in order."""

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.app import article_run
from pipeline.app.publish import publish, publish_all
from pipeline.app.turns import Turns
from pipeline.config.settings import Settings
from pipeline.document.events import (
    Event,
    Progress,
    Published,
    Read,
    Speaking,
    SpeakingBegins,
    ToSpeak,
    Writing,
)
from pipeline.errors import ArticleError, InUse, SettingsError
from pipeline.infra import atomic_output, runner
from pipeline.narration import narrate, synthesis
from pipeline.readers import place

TEXTS = {
    "harbour": "# The harbour\n\nThe ferry came in the morning. Nobody had slept.\n",
    "다리": "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 사람들은 다리를 건너지 못했다.\n",
    "水井": "# 水井干了\n\n八月里，十九口井中有十一口没有水。镇上星期五作出决定。\n",
}
LONGEST_S = 120.0


class Told:
    """Keeps the events."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def tell(self, event: Event) -> None:
        self.events.append(event)


@pytest.fixture
def places(tmp_path: Path) -> list[Any]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return [place(folder / f"{name}.md") for name in TEXTS]


def holding(folder: Path) -> Mapping[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_articles_of_one_run_become_what_each_becomes_alone(
    places: Sequence[Any], tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    together = settings_in(tmp_path / "a", to=("es",), jobs=2)
    apart = settings_in(tmp_path / "b", to=("es",))
    reports = list(publish_all(places, together, silent))
    assert [report.slug for report in reports] == list(TEXTS)
    for each in places:
        publish(each, apart, silent)
    assert holding(together.output) == holding(apart.output)


def test_all_articles_of_a_run_are_spoken_by_the_same_processes(
    places: Sequence[Any],
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    silent: Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            started.append(self)
            super().__init__(*arguments, **named)

    monkeypatch.setattr(runner, "ProcessPoolExecutor", Counted)
    assert len(list(publish_all(places, settings_in(tmp_path, jobs=2), silent))) == 3
    assert len(started) == 1


def test_the_next_article_is_spoken_while_one_is_written(
    places: Sequence[Any],
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoken, waited = threading.Event(), []
    really_spoken, really_placed = article_run.ArticleRun.sentence_spoken, article_run.place_edition

    def speak(article: article_run.ArticleRun, *arguments: Any) -> None:
        if article.job.slug == "다리":
            spoken.set()
        really_spoken(article, *arguments)

    def write(job: Any, *arguments: Any) -> Any:
        if job.slug == "harbour":
            waited.append(spoken.wait(LONGEST_S))
        return really_placed(job, *arguments)

    monkeypatch.setattr(article_run.ArticleRun, "sentence_spoken", speak)
    monkeypatch.setattr(article_run, "place_edition", write)
    told = Told()
    assert len(list(publish_all(places, settings_in(tmp_path, jobs=2), told))) == 3
    assert waited == [True]
    titles = [event.title for event in told.events if isinstance(event, Read)]
    assert titles == ["The harbour", "강을 건너는 다리", "水井干了"]
    read = [number for number, event in enumerate(told.events) if isinstance(event, Read)]
    published = [number for number, event in enumerate(told.events) if isinstance(event, Published)]
    assert sorted([*read, *published]) == [
        each for pair in zip(read, published, strict=True) for each in pair
    ]


def test_what_two_articles_say_in_the_same_words_is_spoken_once(
    tmp_path: Path, settings_in: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("하나", "둘"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n우물이 말랐다. 마을은 물을 나른다.\n", "utf-8")
    spoken: list[str] = []

    def say(sentence: str, text: str, *arguments: Any) -> Any:
        spoken.append(text)
        return synthesis.say(sentence, text, *arguments)

    monkeypatch.setattr(narrate, "say", say)
    places = [place(tmp_path / f"{name}.md") for name in ("하나", "둘")]
    assert len(list(publish_all(places, settings_in(tmp_path), Told()))) == 2
    assert spoken.count("우물이 말랐다.") == spoken.count("마을은 물을 나른다.") == 1


def test_an_article_that_cannot_be_published_stops_none_before_it(
    places: Sequence[Any],
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings, reports = settings_in(tmp_path), []
    really = article_run.claim

    def claim(job: Any, *arguments: Any, **named: Any) -> Any:
        if job.slug == "水井":
            raise ArticleError("There is nothing to say.", "Write something.")
        return really(job, *arguments, **named)

    monkeypatch.setattr(article_run, "claim", claim)
    with pytest.raises(ArticleError, match="nothing to say"):
        reports.extend(publish_all(places, settings, Told()))
    assert [report.slug for report in reports] == ["harbour", "다리"]
    site = (settings.output / "index.html").read_text("utf-8")
    assert [path.name for path in settings.output.glob("*/report.json")]
    assert "The harbour" in site
    assert "강을 건너는 다리" in site


def test_an_article_that_another_run_is_writing_stops_none_before_it(
    places: Sequence[Any], tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    settings, reports = settings_in(tmp_path), []
    with atomic_output.alone(settings.output / "水井", settings.store / "locks"), pytest.raises(InUse):
        reports.extend(publish_all(places, settings, Told()))
    before = [each.path.stem for each in places]
    before = before[: before.index("水井")]
    assert [report.slug for report in reports] == before == ["harbour", "다리"]
    assert [(settings.output / slug / "report.json").is_file() for slug in before] == [True] * len(before)


def is_free(folder: Path, settings: Settings) -> bool:
    """Whether another run may publish into a folder now."""
    try:
        with atomic_output.alone(folder, settings.store / "locks"):
            return True
    except InUse:
        return False


def becomes_free(folder: Path, settings: Settings) -> bool:
    end = time.monotonic() + LONGEST_S
    while not (free := is_free(folder, settings)) and time.monotonic() < end:
        time.sleep(0.02)
    return free


def test_an_article_that_stops_the_run_is_let_go_while_those_before_it_are_written(
    places: Sequence[Any],
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings, refused, freed = settings_in(tmp_path), threading.Event(), []
    really_claim, really_place = article_run.claim, article_run.place_edition

    def claim(job: Any, *arguments: Any, **named: Any) -> Any:
        if job.slug != "水井":
            return really_claim(job, *arguments, **named)
        refused.set()
        assert not is_free(job.folder, settings)
        raise ArticleError("There is nothing to say.", "Write something.")

    def write(job: Any, *arguments: Any) -> Any:
        assert refused.wait(LONGEST_S)
        freed.append(becomes_free(settings.output / "水井", settings))
        return really_place(job, *arguments)

    monkeypatch.setattr(article_run, "claim", claim)
    monkeypatch.setattr(article_run, "place_edition", write)
    with pytest.raises(ArticleError, match="nothing to say"):
        list(publish_all(places, settings, Told()))
    assert freed == [True, True]


def test_an_article_that_stops_the_run_is_held_as_long_as_an_edition_of_it_is_written(
    places: Sequence[Any],
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings, seen = settings_in(tmp_path, to=("es", "ko"), jobs=2), dict[str, bool]()
    writing, stopped = threading.Event(), threading.Event()
    really_translate, really_place = article_run.translate_edition, article_run.place_edition
    really_stop = article_run.ArticleRun.stop

    def translate(job: Any, language: str, *arguments: Any) -> Any:
        if (job.slug, language) == ("다리", "es"):
            assert writing.wait(LONGEST_S)
            raise SettingsError("This server has no address.", "Write base_url into publish.toml.")
        return really_translate(job, language, *arguments)

    def write(job: Any, edition: Any, *arguments: Any) -> Any:
        if job.slug == "다리":
            writing.set()
            assert stopped.wait(LONGEST_S)
            seen["held"] = not is_free(job.folder, settings)
        elif edition.language == "en":
            assert writing.wait(LONGEST_S)
            seen["let go"] = becomes_free(settings.output / "다리", settings)
        return really_place(job, edition, *arguments)

    def stop(article: Any) -> None:
        really_stop(article)
        stopped.set()

    monkeypatch.setattr(article_run, "translate_edition", translate)
    monkeypatch.setattr(article_run, "place_edition", write)
    monkeypatch.setattr(article_run.ArticleRun, "stop", stop)
    with pytest.raises(SettingsError, match="no address"):
        list(publish_all(places, settings, Told()))
    assert seen == {"held": True, "let go": True}
    assert len(list((settings.output / "harbour").glob("*/index.html"))) == 3


class Stopping(Told):
    """Somebody stops the run while files are being made."""

    def tell(self, event: Event) -> None:
        super().tell(event)
        if isinstance(event, Writing) and event.done:
            raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_of_a_run_that_was_stopped_goes_on_writing(
    places: Sequence[Any], tmp_path: Path, settings_in: Callable[..., Settings], jobs: int
) -> None:
    settings = settings_in(tmp_path, to=("es",), jobs=jobs)
    before = threading.active_count()
    with suppress(KeyboardInterrupt), closing(publish_all(places, settings, Stopping())) as reports:
        list(reports)
    there = holding(tmp_path)
    assert threading.active_count() <= before
    time.sleep(0.5)
    assert holding(tmp_path) == there


def test_what_was_spoken_before_an_articles_turn_counts_as_found() -> None:
    told = Told()
    turns = Turns(told)
    first, second = turns.take(), turns.take()
    engines = (ToSpeak("hum", 6.0, 3),)
    second.tell(SpeakingBegins("ko", 6.0, 1.0, engines))
    second.tell(Speaking("ko", 2.0, "hum"))
    second.tell(Speaking("ko", 1.5, "hum"))
    assert told.events == []
    first.end()
    second.tell(Speaking("ko", 2.5, "hum"))
    begins, spoken = told.events
    assert begins == SpeakingBegins("ko", 2.5, 4.5, (ToSpeak("hum", 2.5, 1),), found_sentences=2)
    assert spoken == Speaking("ko", 2.5, "hum")


def test_a_run_keeps_the_store_within_its_limit_and_says_so(
    places: Sequence[Any], tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    settings = settings_in(tmp_path)
    publish(places[0], settings, silent)
    old = [path for path in settings.store.glob("??/*") if path.stat().st_size > 4096]
    for path in old:
        os.utime(path, (1e9, 1e9))
    told = Told()
    report = publish(places[1], replace(settings, store_limit=1), told)
    assert not report.failed
    assert not [path for path in old if path.exists() and path.stat().st_mtime < 1.1e9]
    assert [each.code for each in report.notices] == ["store.trimmed"]
    assert not publish(places[0], replace(settings, owner="The Desk"), silent).failed
