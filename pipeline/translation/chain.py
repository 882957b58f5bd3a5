"""The engines of a run, each held to its limits, in the order in which the configuration names them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from pipeline.config.registry import Translator, names, translator
from pipeline.config.tables import limits_of
from pipeline.document.events import Progress
from pipeline.errors import SettingsError
from pipeline.infra.budget import Budget
from pipeline.infra.metrics import UNMETERED, Meter
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.translation.limited_engine import Limited


@runtime_checkable
class Prepared(Protocol):
    """What an engine may offer beside `Translator`: to fetch models, and to say which it uses."""

    def prepare(self, source: str, target: str, progress: Progress) -> str:
        """Make ready for a pair; the version of whatever translates it. Raises `ModelMissing`."""


@runtime_checkable
class Foreseeing(Protocol):
    """What an engine may offer beside `Translator` where others work for it: to begin before it is asked."""

    def foresee(self, texts: Sequence[str], source: str, target: str, together: int) -> object:
        """Have sentences of a pair that was prepared begun, so many in one question.

        Whoever asks for them soon holds what is returned until then.
        """


MakeTranslator = Callable[[str, TranslationConfiguration], Translator]
"""As `registry.translator`."""


def chain(
    configuration: TranslationConfiguration, meter: Meter = UNMETERED, make: MakeTranslator | None = None
) -> tuple[Limited, ...]:
    """The engines that `configuration` names, in their order: the next one does what the one before cannot.

    `meter` counts what they answer; `make` makes each of its name, here where it is None.
    """
    _check(configuration)
    wanted = [name.strip() for name in configuration.translator.split(",")]
    return tuple(
        limit("firefox" if name == "auto" else name, configuration, meter, make)
        for name in dict.fromkeys(wanted)
    )


def limit(
    name: str,
    configuration: TranslationConfiguration,
    meter: Meter = UNMETERED,
    make: MakeTranslator | None = None,
) -> Limited:
    """The engine `name`, held to its limits; raises `SettingsError` when there is none, or it may not be used."""
    engine = (make or translator)(name, configuration)
    if configuration.offline and not engine.private:
        raise SettingsError(
            f"The translator {name} needs the network, and --offline forbids it.",
            "Leave one of the two out; `auto` translates on this machine.",
        )
    limits = limits_of(name, configuration.limits.get(name, {}), private=engine.private)
    return Limited(engine, limits, budget=Budget(name, limits, configuration.memory), meter=meter)


def chain_without_fetching(configuration: TranslationConfiguration) -> tuple[Limited, ...]:
    """The chain, but so that engines of this machine fetch nothing: for whoever only looks what there is to do."""
    without = replace(configuration, offline=True)
    return tuple(limit(each.name, without) if each.private else each for each in chain(configuration))


def prepare(engine: Limited, source: str, target: str, progress: Progress) -> str:
    """The version of what translates a pair; models are fetched for it. Raises `ModelMissing`."""
    if isinstance(engine.engine, Prepared):
        return engine.engine.prepare(source, target, progress)
    return engine.engine.version


def foresee(engine: Limited, texts: Sequence[str], source: str, target: str) -> object:
    """As `Foreseeing.foresee`; nothing is begun where an engine does not offer it."""
    if isinstance(engine.engine, Foreseeing):
        return engine.engine.foresee(texts, source, target, max(engine.limits.sentences, 1))
    return None


def _check(configuration: TranslationConfiguration) -> None:
    known = [*names("translator"), *names("speaker")]
    if unknown := [name for name in configuration.limits if name not in known]:
        raise SettingsError(
            f"[limits.{unknown[0]}]: no engine is called “{unknown[0]}”.",
            f"Known are: {', '.join(known)}.",
        )
