"""Runs of several machines, each with a store of its own, that publish the same articles: they take turns, and say so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest

from pipeline.app import claiming, run
from pipeline.app.claiming import ArticleLease
from pipeline.app.job import read_job
from pipeline.app.publish import publish, publish_all
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Noticed, Published, Read
from pipeline.errors import InUse
from pipeline.readers import place
from pipeline.site.site_index import REPORT

TEXTS = {
    "다리": "---\ntitle: 다리\nlang: ko\nauthor: 김\n---\n\n다리는 월요일에 다시 열렸다.\n",
    "水井": "---\ntitle: 水井\nlang: zh-Hant\nauthor: 林\n---\n\n二十九名難民沒有被遣返。\n",
}


class Told:
    """Keeps the events; `act` is done with each."""

    def __init__(self, act: Callable[[Event], None] = lambda _: None) -> None:
        self.events: list[Event] = []
        self._act = act

    def tell(self, event: Event) -> None:
        self.events.append(event)
        self._act(event)

    def waits(self) -> list[str]:
        notices = [event.notice for event in self.events if isinstance(event, Noticed)]
        return [each.text for each in notices if each.code == "publish.waits"]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "POLL_S", 0.02)
    monkeypatch.setattr(claiming, "POLL_S", 0.02)


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    return [tmp_path / f"{name}.md" for name in TEXTS]


@pytest.fixture
def on(tmp_path: Path, settings_in: Callable[..., Settings]) -> Callable[..., Settings]:
    """Settings of a machine by its name; all share an output."""

    def settings(machine: str, **options: Any) -> Settings:
        return settings_in(tmp_path / machine, **{"to": (), "output": tmp_path / "output", **options})

    return settings


def test_the_second_machine_says_who_has_the_article_and_publishes_it_afterwards(
    articles: list[Path], on: Callable[..., Settings]
) -> None:
    first = ArticleLease(read_job(articles[0], on("first")))
    assert first.take() is None
    told = Told(lambda event: first.leave() if isinstance(event, Noticed) else None)
    report = publish(articles[0], on("second"), told)
    [text] = told.waits()
    assert "process" in text
    assert "since" in text
    assert "waits" in text
    assert not report.failed
    assert (on("second").output / "다리" / REPORT).is_file()


def test_what_was_corrected_while_it_was_waited_for_is_published_as_it_is_then(
    articles: list[Path], on: Callable[..., Settings]
) -> None:
    first = ArticleLease(read_job(articles[0], on("first")))
    assert first.take() is None

    def correct(event: Event) -> None:
        if isinstance(event, Noticed) and event.notice.code == "publish.waits":
            articles[0].write_text(TEXTS["다리"].replace("월요일", "화요일"), "utf-8")
            first.leave()

    publish(articles[0], on("second"), Told(correct))
    page = (on("second").output / "다리" / "ko" / "index.html").read_text("utf-8")
    assert "화요일" in page
    assert "월요일" not in page


def test_machines_with_an_output_of_their_own_take_turns_at_the_work_by_their_store(
    articles: list[Path], on: Callable[..., Settings], tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    shared = {"store_url": (tmp_path / "shared").as_uri()}
    first = ArticleLease(read_job(articles[0], on("first", output=tmp_path / "first output", **shared)))
    assert first.take() is None
    told = Told(lambda event: first.leave() if isinstance(event, Noticed) else None)
    publish(articles[0], on("second", **shared), told)
    assert len(told.waits()) == 1


def test_two_machines_that_meet_on_two_articles_never_wait_for_each_other(
    articles: list[Path], on: Callable[..., Settings]
) -> None:
    begun = {"first": Signal(), "second": Signal()}

    def conduct(machine: str, paths: list[Path]) -> list[str]:
        other = begun["second" if machine == "first" else "first"]

        def meet(event: Event) -> None:
            if isinstance(event, Read):
                begun[machine].set()
                other.wait(30)

        reports = publish_all([place(path) for path in paths], on(machine), Told(meet))
        return sorted(each.slug for each in reports if not each.failed)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(conduct, "first", articles)
        second = threads.submit(conduct, "second", articles[::-1])
        assert first.result(120) == second.result(120) == sorted(TEXTS)


def test_a_run_whose_turn_is_over_puts_nothing_in_its_place(
    articles: list[Path], on: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_over(_: ArticleLease) -> None:
        raise InUse("This run gave no sign of life for a while.")

    monkeypatch.setattr(ArticleLease, "confirm", is_over)
    told = Told()
    with pytest.raises(InUse, match="no sign of life"):
        publish(articles[0], on("first"), told)
    assert not any(isinstance(event, Published) for event in told.events)
    assert not (on("first").output / "다리" / "ko").exists()
