"""Articles published by the workers of a cluster: the same bytes, each sentence spoken once, and nothing lost."""

import importlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from pipeline.app import node
from pipeline.app.publish import publish_all
from pipeline.app.run_state import RunState
from pipeline.app.translation_work import FirefoxWork
from pipeline.config.choices import Variant
from pipeline.config.settings import Settings
from pipeline.document.events import Event, Noticed, Progress
from pipeline.document.report import Report
from pipeline.document.run_record import RunRecord
from pipeline.errors import SettingsError
from pipeline.infra import codec, distributed_cluster
from pipeline.infra.distributed_cluster import started
from pipeline.narration import scheduling
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.readers import place
from pipeline.translation.engines.firefox import FirefoxTranslator

ARTICLES = {
    "harbour": "# The harbour\n\nThe ferry came in the morning. Nobody had slept.\n\nThey asked for water.\n",
    "다리": "# 강을 건너는 다리\n\n어제 저녁 강물이 크게 올랐다. 사람들은 다리를 건너지 못했다.\n",
    "水井": "# 水井干了\n\n八月里，十九口井中有十一口没有水。镇上星期五作出决定。\n",
}
ENGINE = '''
import os
import signal
from dataclasses import replace
from pathlib import Path

from pipeline.narration.engines.hum import HummingSpeaker

class NotingSpeaker(HummingSpeaker):
    """Hums, and writes down what it was given; one sentence ends its process."""

    name = "noting"

    def voice(self, language):
        return replace(super().voice(language), engine=self.name)

    def speak(self, text, voice):
        folder = Path(os.environ["NOTED"])
        with (folder / f"{os.getpid()}.txt").open("a", encoding="utf-8") as noted:
            noted.write(text + "\\n")
        if "毒" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().speak(text, voice)
'''
POINT = "[manyvoices.speakers]\nnoting = noting_engine:NotingSpeaker\n"


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the engine `noting` writes what it was given; a package brings it, as a stranger's does."""
    folder, noted = tmp_path_factory.mktemp("engine"), tmp_path_factory.mktemp("noted")
    (folder / "noting_engine.py").write_text(ENGINE, "utf-8")
    about = folder / "noting_engine-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: noting-engine\nVersion: 1\n", "utf-8")
    (about / "entry_points.txt").write_text(POINT, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        patch.setenv("NOTED", str(noted))
        importlib.invalidate_caches()
        yield noted


@pytest.fixture(scope="module")
def address(noted: Path) -> Iterator[str]:
    """A scheduler with two workers."""
    with started(2, (), dashboard=False) as found:
        yield found


def articles_in(folder: Path, texts: Mapping[str, str]) -> list[Any]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return [place(folder / f"{name}.md") for name in texts]


def holding(folder: Path) -> Mapping[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def told_to(noted: Path) -> list[str]:
    return [line for file in noted.iterdir() for line in file.read_text("utf-8").splitlines()]


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """What this process itself had encoded."""
    asked: list[Sequence[str]] = []
    run = codec.run

    def counted(arguments: Sequence[str], chunks: Iterable[bytes] = ()) -> tuple[bytes, str]:
        if "libmp3lame" in arguments:
            asked.append(arguments)
        return run(arguments, chunks)

    monkeypatch.setattr(codec, "run", counted)
    return asked


@pytest.mark.parametrize("speaker", ["hum", pytest.param("espeak", marks=pytest.mark.slow)])
def test_a_cluster_makes_the_same_bytes_as_one_process_which_then_encodes_nothing(
    speaker: str,
    address: str,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    silent: Progress,
    encoded: list[Sequence[str]],
) -> None:
    places = articles_in(tmp_path, dict(list(ARTICLES.items())[:2]))
    alone = settings_in(tmp_path / "a", speaker=speaker, also=(Variant.SMALL,))
    many = settings_in(tmp_path / "b", speaker=speaker, also=(Variant.SMALL,), scheduler=address, jobs=2)
    done = []
    for settings in (alone, many):
        reports = list(publish_all(places, settings, silent))
        assert [report.failed for report in reports] == [(), ()]
        done.append(len(encoded))
    assert holding(alone.output) == holding(many.output)
    assert done[0] == done[1] > 0


OTHER_FFMPEG = """#!/bin/sh
[ "$5" = -version ] && echo another build
exec "{ffmpeg}" "$@"
"""
DEADLY_FFMPEG = """#!/bin/sh
case "$*" in
*libmp3lame*)
    if [ -e "{folder}/once" ]; then rm "{folder}/once"; kill -9 $PPID; fi ;;
esac
exec "{ffmpeg}" "$@"
"""


@contextmanager
def workers_with(ffmpeg: str, count: int, folder: Path) -> Iterator[str]:
    """The address of workers whose ffmpeg is a script of that text; this process keeps its own, which it has found before."""
    script = folder / "ffmpeg"
    script.write_text(ffmpeg.format(ffmpeg=codec.ffmpeg(), folder=folder), "utf-8")
    script.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMAGEIO_FFMPEG_EXE", str(script))
        with started(count, (), dashboard=False) as address:
            yield address


@pytest.mark.slow
def test_where_no_worker_has_the_same_ffmpeg_the_conductor_encodes(
    noted: Path, tmp_path: Path, settings_in: Callable[..., Settings], encoded: list[Sequence[str]]
) -> None:
    told: list[str] = []

    class Told(Progress):
        def tell(self, event: Event) -> None:
            told.extend([event.notice.text] if isinstance(event, Noticed) else [])

    with workers_with(OTHER_FFMPEG, 1, tmp_path) as address:
        places = articles_in(tmp_path / "articles", {"다리": ARTICLES["다리"]})
        settings = settings_in(tmp_path, speaker="noting", scheduler=address)
        assert next(publish_all(places, settings, Told())).failed == ()
    assert encoded
    assert [each for each in told if "no work of ffmpeg: its ffmpeg is another one." in each]
    assert "사람들은 다리를 건너지 못했다." in told_to(noted), "the worker spoke"


@pytest.mark.slow
def test_a_worker_lost_while_it_encodes_costs_nothing(
    tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    (once := tmp_path / "once").touch()
    places = articles_in(tmp_path / "articles", {"水井": ARTICLES["水井"]})
    alone, many = settings_in(tmp_path / "a"), settings_in(tmp_path / "b")
    assert next(publish_all(places, alone, silent)).failed == ()
    with workers_with(DEADLY_FFMPEG, 2, tmp_path) as address:
        assert next(publish_all(places, replace(many, scheduler=address), silent)).failed == ()
    assert not once.exists(), "a worker ended"
    assert holding(alone.output) == holding(many.output)


SENTENCES = (
    "The ferry came at {} in the morning.",
    "Nobody had slept for {} days.",
    "They asked for {} litres of water.",
    "The mayor did not open the gate for {} hours.",
    "Police counted {} people on the pier.",
)


@pytest.mark.slow
def test_workers_translate_with_the_same_models_and_to_the_same_words(
    address: str,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    silent: Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Portuguese, whose model a package brings."""
    asked: list[Sequence[str]] = []
    translate, prepare = FirefoxTranslator.translate, FirefoxWork.prepare

    def noted(self: FirefoxTranslator, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        asked.append(texts)
        return translate(self, texts, source, target)

    def waited(self: FirefoxWork, source: str, target: str, progress: Progress) -> str:
        """Until workers have said that they have the models, so that nothing is translated here meanwhile."""
        found = prepare(self, source, target, progress)
        while not self._runner.slots(node.pair(source, target)):
            time.sleep(0.05)
        return found

    monkeypatch.setattr(FirefoxTranslator, "translate", noted)
    monkeypatch.setattr(FirefoxWork, "prepare", waited)
    text = " ".join(each.format(number) for number in (7, 9) for each in SENTENCES)
    places = articles_in(tmp_path, {"harbour": f"# The harbour\n\n{text}\n"})
    own: dict[str, Any] = {"to": ("pt",), "translator": "firefox"}
    alone = settings_in(tmp_path / "a", **own)
    many = settings_in(tmp_path / "b", scheduler=address, **own)
    longest = []
    for settings in (alone, many):
        asked.clear()
        assert next(publish_all(places, settings, silent)).failed == ()
        longest.append(max(map(len, asked), default=0))
    assert longest[0] == 8
    assert longest[1] < 3, "this process translated no more than single sentences"
    assert holding(alone.output) == holding(many.output)


def test_scheduler_and_dashboard_are_told_at_the_beginning_and_seen_while_it_lasts(
    address: str, tmp_path: Path, settings_in: Callable[..., Settings]
) -> None:
    state, moment = RunState(), datetime.now(UTC)
    told: list[str] = []
    seen: list[RunRecord] = []

    class Told(Progress):
        def tell(self, event: Event) -> None:
            told.extend([event.notice.text] if isinstance(event, Noticed) else [])
            seen.append(state.record(RunRecord("a", "desk", 1, moment, moment)))

    places = articles_in(tmp_path, dict(list(ARTICLES.items())[:1]))
    list(publish_all(places, settings_in(tmp_path, scheduler=address), Told(), state=state))
    assert seen[-1].scheduler == address
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/status", seen[-1].dashboard)
    assert [each for each in told if f"Dask shows what they do at {seen[-1].dashboard}." in each]
    assert state.record(seen[-1]).dashboard == ""


@pytest.mark.slow
def test_what_two_conductors_say_in_the_same_words_is_spoken_once(
    address: str, noted: Path, tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    common = "우물이 말랐다. 마을은 물을 나른다."
    reports: list[Report] = []

    def run(name: str) -> None:
        [each] = articles_in(tmp_path / name, {name: f"# {name}\n\n{common}\n"})
        settings = settings_in(
            tmp_path, speaker="noting", scheduler=address, memory=tmp_path / name / "memory.sqlite"
        )
        reports.extend(publish_all([each], settings, silent))

    threads = [Thread(target=run, args=(name,)) for name in ("하나", "둘")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.failed for report in reports] == [(), ()]
    given = told_to(noted)
    assert [given.count(each) for each in ("우물이 말랐다.", "마을은 물을 나른다.")] == [1, 1]


@pytest.mark.slow
def test_a_sentence_that_ends_its_workers_is_named_and_other_articles_are_published(
    address: str, noted: Path, tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    bad = {"毒": "# 毒井\n\n这口井有毒。没有人喝水。\n"}
    settings = settings_in(tmp_path, speaker="noting", scheduler=address)
    reports = list(publish_all(articles_in(tmp_path, {**bad, **ARTICLES}), settings, silent))
    assert [len(report.failed) for report in reports] == [1, 0, 0, 0]
    assert "毒" in reports[0].failed[0].message
    assert "One worker after the other ended" in reports[0].failed[0].message


def test_a_worker_that_keeps_its_sound_elsewhere_is_found_out(
    address: str,
    tmp_path: Path,
    settings_in: Callable[..., Settings],
    silent: Progress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where the store's folder is not the same one on the worker's machine."""
    really = scheduling.for_workers

    def elsewhere(configuration: NarrationConfiguration) -> NarrationConfiguration:
        return replace(really(configuration), store=tmp_path / "elsewhere")

    monkeypatch.setattr(scheduling, "for_workers", elsewhere)
    places = articles_in(tmp_path, {"harbour": ARTICLES["harbour"]})
    [report] = publish_all(places, settings_in(tmp_path, scheduler=address), silent)
    assert "is not what a worker said that it kept" in report.failed[0].message
    assert "the same store" in report.failed[0].advice


def test_offline_and_a_scheduler_on_another_machine_contradict_each_other(
    tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress
) -> None:
    settings = settings_in(tmp_path, scheduler="tcp://192.0.2.7:8786")
    with pytest.raises(SettingsError, match=r"192\.0\.2\.7"):
        list(publish_all(articles_in(tmp_path, {"harbour": ARTICLES["harbour"]}), settings, silent))


def test_a_local_trial_gives_the_same_bytes_and_its_workers_no_keys(
    tmp_path: Path, settings_in: Callable[..., Settings], silent: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "a secret")
    seen: list[Mapping[str, str]] = []
    really = distributed_cluster.started

    @contextmanager
    def watched(*arguments: Any, **named: Any) -> Iterator[str]:
        with really(*arguments, **named) as found:
            with distributed_cluster.connected(found) as client:
                seen.extend(client.run(os.getenv, "PGPASSWORD").values())  # type: ignore[no-untyped-call]
            yield found

    monkeypatch.setattr(distributed_cluster, "started", watched)
    places = articles_in(tmp_path, {"다리": ARTICLES["다리"]})
    alone, trial = settings_in(tmp_path / "a"), settings_in(tmp_path / "b", scheduler="local", jobs=1)
    for settings in (alone, trial):
        assert next(publish_all(places, settings, silent)).failed == ()
    assert holding(alone.output) == holding(trial.output)
    assert seen == [""]
