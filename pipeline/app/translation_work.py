"""Sentences translated by the workers of a cluster that have the same models as this machine."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import Any

from pipeline.app import node
from pipeline.config import registry
from pipeline.config.registry import Translator
from pipeline.document.events import Progress
from pipeline.document.excerpts import shorten
from pipeline.errors import PublishError, WorkersEnded
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.runner import Task
from pipeline.infra.store import key
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.engines.firefox import FirefoxTranslator

PRIORITY = 2
"""Before all else: as long as an edition has no words, nobody can speak it."""
_VERSION = 1
_FEWEST = 3
"""Sentences that are sent. A few are asked one by one where an answer was refused; each would wait until a worker ends its sentence."""
_AT_ONCE = 16
"""Questions on their way to workers, where the settings say nothing."""
_QUOTED = 80
"""Characters of a sentence shown in a message."""


class FirefoxWork:
    """The translator `firefox`, whose questions workers of the `runner` answer; this process does what none of them can."""

    name = "firefox"
    private = True

    def __init__(
        self, own: FirefoxTranslator, runner: DistributedRunner, configuration: TranslationConfiguration
    ) -> None:
        self.version = own.version
        self._own = own
        self._runner = runner
        self._configuration = for_workers(configuration)
        self._versions: dict[tuple[str, str], str] = {}
        """Of the models of each pair that was prepared."""
        self._here = Lock()

    def prepare(self, source: str, target: str, progress: Progress) -> str:
        """As the engine of this process; from now on workers that have the same models are looked for."""
        version = self._own.prepare(source, target, progress)
        if self._versions.get((source, target)) != version:
            self._versions[source, target] = version
            self._runner.want(node.pair(source, target))
        return version

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """As the engine of this process. Raises `WorkersEnded` for sentences that ended one worker after the other."""
        version = self._versions.get((source, target), "")
        if len(texts) >= _FEWEST and version and self._runner.slots(node.pair(source, target)):
            try:
                return self._runner.submit(self._task(texts, source, target, version)).result()
            except WorkersEnded:
                raise
            except PublishError:
                pass  # told by what this process makes of it
        with self._here:
            return self._own.translate(texts, source, target)

    def _task(self, texts: Sequence[str], source: str, target: str, version: str) -> Task[Sequence[str]]:
        """Its key is of the sentences alone: two articles that hold the same ask once."""
        own = key("translating", _VERSION, texts=list(texts), source=source, target=target, version=version)
        work = partial(node.translate, self._configuration, version, tuple(texts), source, target)
        name = (
            f"{len(texts)} sentences to be translated into {target}, from “{shorten(texts[0], _QUOTED)}” on"
        )
        return Task(work, own, name, node.pair(source, target), PRIORITY)


def for_workers(configuration: TranslationConfiguration) -> TranslationConfiguration:
    """What a worker needs of it: models. It knows no server, and nothing of the memory."""
    return TranslationConfiguration(
        translator="firefox", models=configuration.models, offline=configuration.offline
    )


def make_translator(
    runner: DistributedRunner, name: str, configuration: TranslationConfiguration
) -> Translator:
    """As `registry.translator`. Models of this machine alone are asked elsewhere; who asks a server does it from here."""
    own = registry.translator(name, configuration)
    return FirefoxWork(own, runner, configuration) if isinstance(own, FirefoxTranslator) else own


def side_by_side(configuration: TranslationConfiguration) -> TranslationConfiguration:
    """`configuration` with as many questions at once as several workers answer."""
    own: Mapping[str, Any] = {"concurrency": _AT_ONCE, **configuration.limits.get("firefox", {})}
    return replace(configuration, limits={**configuration.limits, "firefox": own})
