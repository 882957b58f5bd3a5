"""Sentences translated by the workers of a cluster that have the same models as this machine."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from pipeline.app import node
from pipeline.config import registry
from pipeline.config.registry import Translator
from pipeline.document.events import Progress
from pipeline.document.excerpts import shorten
from pipeline.document.quantities import count_of
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


@dataclass(eq=False)
class _Foreseen:
    """A sentence that workers have, before anybody asks for it."""

    answer: Future[Sequence[str]]
    number: int
    """Its place among those of the answer."""

    def words(self) -> str:
        """Its translation, once it is there. Raises what the worker raised."""
        return self.answer.result()[self.number]


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
        self._foreseen: WeakValueDictionary[tuple[str, str, str], _Foreseen] = WeakValueDictionary()
        """By the models' version, the language and the text; of a sentence for which nobody will ask any more, nothing is held."""
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
        foreseen = [self._found(text, source, target) for text in texts]
        try:
            if all(foreseen):
                return [each.words() for each in foreseen if each]
            if len(texts) >= _FEWEST and self._is_done_elsewhere(source, target):
                return self._runner.submit(self._task(texts, source, target)).result()
        except WorkersEnded:
            raise
        except PublishError:
            pass  # told by what this process makes of it
        with self._here:
            return self._own.translate(texts, source, target)

    def foresee(self, texts: Sequence[str], source: str, target: str, together: int) -> Sequence[_Foreseen]:
        """As `Foreseeing.foresee`; nothing is begun where no worker can."""
        if not self._is_done_elsewhere(source, target):
            return ()
        found = [self._found(text, source, target) for text in texts]
        held = [each for each in found if each]
        new = [text for text, each in zip(texts, found, strict=True) if not each]
        with suppress(PublishError):  # the scheduler is lost, as whoever asks will hear
            for at in range(0, len(new), together):
                held += self._begin(new[at : at + together], source, target)
        return held

    def _found(self, text: str, source: str, target: str) -> _Foreseen | None:
        return self._foreseen.get((self._versions.get((source, target), ""), target, text))

    def _begin(self, texts: Sequence[str], source: str, target: str) -> Sequence[_Foreseen]:
        answer = self._runner.submit(self._task(texts, source, target))
        begun = [_Foreseen(answer, number) for number in range(len(texts))]
        for text, each in zip(texts, begun, strict=True):
            self._foreseen[self._versions[source, target], target, text] = each
        return begun

    def _is_done_elsewhere(self, source: str, target: str) -> bool:
        is_prepared = (source, target) in self._versions
        return is_prepared and self._runner.slots(node.pair(source, target)) > 0

    def _task(self, texts: Sequence[str], source: str, target: str) -> Task[Sequence[str]]:
        """Its key is of the sentences alone: two articles that hold the same ask once."""
        version = self._versions[source, target]
        own = key("translating", _VERSION, texts=list(texts), source=source, target=target, version=version)
        work = partial(node.translate, self._configuration, version, tuple(texts), source, target)
        count = count_of(len(texts), "sentence")
        name = f"{count} to be translated into {target}, from “{shorten(texts[0], _QUOTED)}” on"
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
