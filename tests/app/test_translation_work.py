"""Sentences that workers of a cluster are asked to translate: what they are told, and what stays with the conductor."""

import pickle
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.app import node
from pipeline.app.translation_work import FirefoxWork, for_workers, make_translator, side_by_side
from pipeline.config.database_url import DatabaseUrl
from pipeline.document.events import Nobody
from pipeline.errors import ClusterLost, ModelMissing, WorkerMissing, WorkersEnded
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.runner import Task
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator

TEXTS = ("The ferry came.", "Nobody had slept.", "They asked for water.")
OFFLINE = TranslationConfiguration(offline=True)


class OneWorker:
    """A runner whose worker does its task here, or raises what it is made with."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error
        self.tasks: list[Task[Any]] = []
        self.wanted: list[str] = []

    def want(self, needs: str) -> None:
        self.wanted.append(needs)

    def slots(self, needs: str) -> int:
        return int(needs in self.wanted)

    def submit(self, task: Task[Any]) -> Future[Any]:
        self.tasks.append(task)
        future: Future[Any] = Future()
        future.set_exception(self._error) if self._error else future.set_result(task())
        return future


def engine_with(runner: OneWorker, configuration: TranslationConfiguration = OFFLINE) -> FirefoxWork:
    engine = FirefoxWork(own(), cast(DistributedRunner, runner), configuration)
    engine.prepare("en", "pt", Nobody())
    return engine


@cache
def own() -> FirefoxTranslator:
    """Of this process, with the model loaded once."""
    return FirefoxTranslator(OFFLINE)


def alone(texts: Sequence[str] = TEXTS) -> Sequence[str]:
    return own().translate(texts, "en", "pt")


def test_a_worker_gives_the_words_that_this_process_would() -> None:
    runner = OneWorker()
    assert engine_with(runner).translate(TEXTS, "en", "pt") == alone()
    assert [task.needs for task in runner.tasks] == ["firefox en pt"]


def test_equal_sentences_of_two_articles_are_one_task_and_others_are_another() -> None:
    runner = OneWorker()
    for _ in range(2):
        engine_with(runner).translate(TEXTS, "en", "pt")
    engine_with(runner).translate((*TEXTS, "The harbour is full."), "en", "pt")
    first, second, third = [task.key for task in runner.tasks]
    assert first == second != third


def test_single_sentences_do_not_wait_for_a_worker() -> None:
    runner = OneWorker()
    assert engine_with(runner).translate(TEXTS[:1], "en", "pt") == alone(TEXTS[:1])
    assert runner.tasks == []


@pytest.mark.parametrize("kind", [ClusterLost, WorkerMissing, ModelMissing])
def test_what_fails_on_a_worker_is_translated_here(kind: type[Exception]) -> None:
    assert engine_with(OneWorker(kind("gone", "look"))).translate(TEXTS, "en", "pt") == alone()


def test_what_ended_one_worker_after_the_other_is_named_and_not_tried_here() -> None:
    runner = OneWorker(WorkersEnded("ended", "see the logs"))
    with pytest.raises(WorkersEnded):
        engine_with(runner).translate(TEXTS, "en", "pt")
    assert runner.tasks[0].name == "3 sentences to be translated into pt, from “The ferry came.” on"


def test_workers_learn_nothing_of_servers_and_of_the_memory() -> None:
    place = DatabaseUrl("postgresql://desk:geheim@127.0.0.1/memory")
    runner = OneWorker()
    engine_with(runner, TranslationConfiguration(offline=True, memory=place)).translate(TEXTS, "en", "pt")
    assert b"geheim" not in pickle.dumps(runner.tasks[0].work)


def test_who_asks_a_server_does_it_from_the_conductor() -> None:
    made = [
        make_translator(cast(DistributedRunner, OneWorker()), name, TranslationConfiguration())
        for name in ("google", "mymemory", "firefox")
    ]
    assert [isinstance(each, FirefoxWork) for each in made] == [False, False, True]


def test_the_settings_say_how_many_questions_are_asked_at_once() -> None:
    assert side_by_side(OFFLINE).limits["firefox"]["concurrency"] > 1
    own = TranslationConfiguration(limits={"firefox": {"concurrency": 2, "sentences": 4}})
    assert side_by_side(own).limits["firefox"] == {"concurrency": 2, "sentences": 4}


def test_a_machine_without_a_model_says_so_and_one_with_another_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    translation = TranslationConfiguration(models=tmp_path / "models", offline=True)
    narration = NarrationConfiguration(offline=True, store=tmp_path)
    found = node.describe(narration, for_workers(translation), {"firefox en pt", "firefox en ko", "hum"})
    assert found.engines["firefox en pt"][""] == own().prepare("en", "pt", Nobody())
    assert "no translation model from English to Korean" in found.lacking["firefox en ko"]
    with pytest.raises(ModelMissing, match="others on the worker"):
        node.translate(translation, "0.0 of another", TEXTS, "en", "pt")


def test_a_worker_holds_few_models_and_translates_as_one_that_holds_all() -> None:
    few = FirefoxTranslator(OFFLINE, most_loaded=1)
    there = few.translate(TEXTS, "en", "pt")
    back = few.translate(there, "pt", "en")
    assert few.translate(TEXTS, "en", "pt") == there == alone()
    assert back == own().translate(there, "pt", "en")
    assert len(few._legs) == 1
