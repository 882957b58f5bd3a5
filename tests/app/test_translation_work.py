"""What workers of a cluster are asked to translate, and when."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.app import node
from pipeline.app.publish import publish_all
from pipeline.app.translation_work import FirefoxWork, make_translator, side_by_side
from pipeline.app.workers import Workers
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody, Progress
from pipeline.errors import NarrationError, WorkersEnded
from pipeline.infra.runner import Serial, Task
from pipeline.readers import place
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator

TEXTS = ("우물이 말랐다.", "마을은 물을 나른다.", "비가 오지 않는다.", "사람들은 기다린다.")


class Helpers:
    """Workers who do what they are asked at once, or only when somebody waits for it."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.fails: Exception | None = None
        self.are_there = True

    def slots(self, _: str = "") -> int:
        return int(self.are_there)

    def want(self, needs: str) -> None:
        """They look for nothing."""

    def submit(self, task: Task[Any]) -> "Future[Any]":
        self.given.append(task.needs)
        done: Future[Any] = Future()
        if self.fails:
            done.set_exception(self.fails)
        else:
            done.set_result(task())
        return done


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Sequence[str]]]:
    """What this process was asked; nobody needs a model."""
    noted: list[tuple[str, Sequence[str]]] = []

    def here(_: FirefoxTranslator, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        noted.append((target, texts))
        return [f"{target}: {text}" for text in texts]

    def there(_: object, version: str, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        return [f"{target}: {text}" for text in texts]

    monkeypatch.setattr(FirefoxTranslator, "prepare", lambda *_: "1")
    monkeypatch.setattr(FirefoxTranslator, "translate", here)
    monkeypatch.setattr(node, "translate", there)
    return noted


@pytest.fixture
def engine(helpers: Helpers, asked: list[Any], tmp_path: Path) -> FirefoxWork:
    own = TranslationConfiguration(models=tmp_path, offline=True)
    made = make_translator(helpers, "firefox", own)  # type: ignore[arg-type]
    assert isinstance(made, FirefoxWork)
    made.prepare("ko", "es", Nobody())
    return made


@pytest.fixture
def helpers() -> Helpers:
    return Helpers()


def test_what_was_foreseen_is_not_asked_again(
    engine: FirefoxWork, helpers: Helpers, asked: list[Any]
) -> None:
    held = engine.foresee(TEXTS, "ko", "es", 3)
    again = engine.foresee(TEXTS[:2], "ko", "es", 3)
    assert len(helpers.given) == 2
    assert engine.translate(TEXTS, "ko", "es") == [f"es: {text}" for text in TEXTS]
    assert engine.translate(TEXTS[1:2], "ko", "es") == [f"es: {TEXTS[1]}"]
    assert len(helpers.given) == 2
    assert not asked
    assert [each in held for each in again] == [True, True]


def test_nothing_is_held_of_what_nobody_asks_for_any_more(engine: FirefoxWork, helpers: Helpers) -> None:
    engine.foresee(TEXTS, "ko", "es", 8)
    engine.translate(TEXTS, "ko", "es")
    assert len(helpers.given) == 2


def test_what_workers_could_not_do_is_done_here(
    engine: FirefoxWork, helpers: Helpers, asked: list[Any]
) -> None:
    helpers.fails = NarrationError("우물 could not be translated.", "Try again.")
    held = engine.foresee(TEXTS, "ko", "es", 8)
    assert engine.translate(TEXTS, "ko", "es") == [f"es: {text}" for text in TEXTS]
    assert asked == [("es", TEXTS)]
    assert len(held) == len(TEXTS)


def test_what_ended_its_workers_is_not_tried_here(
    engine: FirefoxWork, helpers: Helpers, asked: list[Any]
) -> None:
    helpers.fails = WorkersEnded("One worker after the other ended.", "Change it.")
    held = engine.foresee(TEXTS, "ko", "es", 8)
    with pytest.raises(WorkersEnded):
        engine.translate(TEXTS, "ko", "es")
    assert not asked
    assert len(held) == len(TEXTS)


def test_nothing_is_foreseen_where_no_worker_has_the_models(engine: FirefoxWork, helpers: Helpers) -> None:
    helpers.are_there = False
    assert not engine.foresee(TEXTS, "ko", "es", 8)
    assert not helpers.given


@pytest.mark.usefixtures("asked")
def test_all_editions_of_an_article_are_asked_for_at_once(
    settings_in: Callable[..., Settings],
    tmp_path: Path,
    helpers: Helpers,
    silent: Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    translate = FirefoxWork.translate
    given_before: list[list[str]] = []

    def noted(self: FirefoxWork, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        given_before.append([*helpers.given])
        return translate(self, texts, source, target)

    @contextmanager
    def opened(*_: object) -> Iterator[Workers]:
        translator = partial(make_translator, helpers)  # type: ignore[arg-type]
        with Serial() as runner:
            yield Workers(runner, helpers.slots, translator=translator, questions=side_by_side)

    monkeypatch.setattr(FirefoxWork, "translate", noted)
    monkeypatch.setattr("pipeline.app.session.open_workers", opened)
    (article := tmp_path / "우물.md").write_text(f"# 우물\n\n{' '.join(TEXTS)}\n", "utf-8")
    own: dict[str, Any] = {
        "to": ("es", "zh-Hans", "ja"),
        "translator": "firefox",
        "doubtful": Doubtful.ACCEPT,
    }
    list(publish_all([place(article)], settings_in(tmp_path, **own), silent))
    pairs = {node.pair("ko", language) for language in ("es", "zh-Hans", "ja")}
    assert set(given_before[0]) == pairs
    assert set(helpers.given) == pairs
    assert len(helpers.given) == 3, "each sentence was given once"
