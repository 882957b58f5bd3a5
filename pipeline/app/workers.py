"""Who does the work of a run: this process, others of this machine, or the workers of a cluster."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from pipeline.app.stage_configurations import narration_of, translation_of
from pipeline.config.option_types import LOCAL_SCHEDULER
from pipeline.config.settings import Settings
from pipeline.document.events import Noticed, Progress
from pipeline.document.notices import Level, Notice
from pipeline.errors import SettingsError
from pipeline.infra.http.addresses import is_loopback
from pipeline.infra.runner import runner, working
from pipeline.narration.configuration import for_workers
from pipeline.narration.narrate import speak
from pipeline.narration.scheduling import Speak
from pipeline.translation.chain import MakeTranslator
from pipeline.translation.configuration import TranslationConfiguration
from pipeline.writers.encoders import PieceRequest

_DATABASE_SECRETS = ("MANYVOICES_MEMORY", "PGPASSWORD", "PGPASSFILE", "PGSERVICEFILE")
"""Variables that may let somebody into what people wrote; workers have nothing to do with that."""


@dataclass(frozen=True, slots=True)
class Workers:
    """What a run gives its work to. They load an engine once each."""

    runner: Executor
    slots: Callable[[str], int]
    """How many tasks that need an engine can be done at once just now, as far as is known; of none when it is empty."""
    speak: Speak = speak
    """What they do to speak."""
    encode: Callable[[PieceRequest], bool] | None = None
    """Has one of them make what is asked of a piece, where that is not this process's own work; whether it was done."""
    translator: MakeTranslator | None = None
    """Makes an engine of its name that they are asked for, where they can be; None makes all here."""
    questions: Callable[[TranslationConfiguration], TranslationConfiguration] = lambda own: own
    """What translation goes by where they are asked."""
    scheduler: str = ""
    """Address of their cluster's scheduler, where they are of one."""
    dashboard: str = ""
    """Address of what Dask shows of them, where it does."""


@contextmanager
def open_workers(settings: Settings, progress: Progress) -> Iterator[Workers]:
    """The workers of a run for a block. Raises `SettingsError` when the settings ask for what is not to be had, and
    `ClusterLost` when the cluster is not there."""
    if not settings.scheduler:
        with working(runner(settings.jobs)) as executor:
            yield Workers(executor, lambda _: settings.jobs)
        return
    _check(settings)
    from pipeline.app import node
    from pipeline.app.piece_work import PieceWork
    from pipeline.app.translation_work import for_workers as for_translation
    from pipeline.app.translation_work import make_translator, side_by_side
    from pipeline.infra.distributed_cluster import connected, dashboard_of
    from pipeline.infra.distributed_runner import DistributedRunner
    from pipeline.infra.distributed_workers import Workforce

    configuration = for_workers(narration_of(settings))
    with _address(settings) as address, connected(address) as client:
        workforce = Workforce(
            client,
            address,
            partial(node.describe, configuration, for_translation(translation_of(settings))),
            lambda notice: progress.tell(Noticed(notice)),
        )
        with working(DistributedRunner(client, workforce, settings.cluster_patience_s)) as executor:
            dashboard = dashboard_of(client) if _has_dashboard(settings) else ""
            progress.tell(Noticed(_cluster_notice(settings, address, dashboard)))
            yield Workers(
                executor,
                executor.slots,
                node.speak,
                PieceWork(executor, configuration).is_done,
                partial(make_translator, executor),
                side_by_side,
                address,
                dashboard,
            )


@contextmanager
def _address(settings: Settings) -> Iterator[str]:
    from pipeline.infra.distributed_cluster import started

    if settings.scheduler != LOCAL_SCHEDULER:
        yield settings.scheduler
        return
    with started(settings.jobs, _withheld(settings), dashboard=settings.cluster_dashboard) as address:
        yield address


def _has_dashboard(settings: Settings) -> bool:
    return settings.scheduler != LOCAL_SCHEDULER or settings.cluster_dashboard


def _cluster_notice(settings: Settings, address: str, dashboard: str) -> Notice:
    shown = f"Dask shows what they do at {dashboard}." if dashboard else "It shows nothing of what they do."
    if not _has_dashboard(settings):
        shown = "With “dashboard = true” in [cluster] of publish.toml, Dask shows what they do."
    return Notice(
        "cluster.begins",
        Level.INFO,
        address,
        f"The workers of this scheduler speak, encode, and are given text to translate. {shown}",
    )


def _withheld(settings: Settings) -> Sequence[str]:
    """The variables that hold keys of servers, which this process alone asks."""
    servers = (settings.chat, settings.libretranslate, settings.microsoft, settings.speech)
    named = [server.key_variable for server in servers if server.key_variable]
    return [name for name in (*named, *_DATABASE_SECRETS) if name in os.environ]


def _check(settings: Settings) -> None:
    if find_spec("distributed") is None:
        raise SettingsError(
            f"--scheduler {settings.scheduler} needs Dask's distributed, which is not installed.",
            "Run: pip install 'manyvoices[cluster]'",
        )
    if settings.offline and settings.scheduler != LOCAL_SCHEDULER and not is_loopback(settings.scheduler):
        raise SettingsError(
            f"--offline opens no connection, and the scheduler {settings.scheduler} is on another machine.",
            "Leave out one of the two.",
        )
