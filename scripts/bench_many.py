"""Measure a run of many short articles: what it takes beside their speech, and what one takes with nothing to do.

    python scripts/bench_many.py [--articles 12] [--to ko,es] [--speaker espeak] [--words 150] [--translator marker]
    python scripts/bench_many.py --articles 100 --to ko,zh-Hans,es,fr --speaker hum --words 24 --alike

The articles are made up, and no two sentences are alike; or with `--alike` all articles are one, so that those that are
only made to be found again are soon made. First everything is made, from an empty store; then the same
command is given again, when nothing is to be done. The speaking time is what the same sentences take by as many
processes when nothing else is asked of them, measured before with a store of its own. Beside each time stands the
processor time of all processes, and in brackets what of it this process took by itself: on a busy machine it is the
steadier one. Judged are: the whole time is at most 1.1 times the speaking time, for a speaker that takes longer than all
else does; and a second run takes less than a tenth of a second an article, or two, of time or of processor time, and
opens no sound. Ends with 1 when it is otherwise.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from pipeline.app.edition import cast_for, script_of, translate_edition
from pipeline.app.job import read_job
from pipeline.app.publish import publish_all
from pipeline.app.session import open_session
from pipeline.app.stage_configurations import narration_of
from pipeline.config.choices import Doubtful
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody
from pipeline.infra.store import Store
from pipeline.narration import narrate
from pipeline.narration.narrate import Utterance, unspoken
from pipeline.narration.scheduling import narrating
from pipeline.readers import Place, place
from pipeline.translation.terms import terms_for

Made = TypeVar("Made")
OVERHEAD = 1.1
"""Whole time, of the speaking time."""
NOTHING_S = 0.1
"""An article, with nothing to do."""
_THINGS = ("well", "school", "road", "bridge", "clinic", "market", "ferry", "field", "tent", "border")
_DID = ("was closed", "reopened", "was repaired", "was flooded", "was searched", "was sold", "was empty")
_WORDS = 12
"""Of a sentence."""


def main() -> None:
    """Measure, print, and end with 1 when a goal is missed."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=12)
    options.add_argument("--words", type=int, default=150)
    options.add_argument("--to", default="ko,es")
    options.add_argument("--speaker", default="espeak")
    options.add_argument("--translator", default="marker")
    options.add_argument("--alike", action="store_true", help="all articles say the same")
    asked = options.parse_args()
    print(f"{asked.articles} articles of {asked.words} words, {asked.to} beside English, {asked.speaker}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = _settings(folder, asked)
        places = _written(folder / "articles", asked)
        lacking = _lacking(places, replace(settings, store=folder / "apart"))
        speaking, _ = _measure(lambda: _speak(lacking, replace(settings, store=folder / "apart")))
        _tell("speaking alone", speaking)
        whole, _ = _measure(lambda: _publish(places, settings))
        ratio = whole.seconds / speaking.seconds
        of_cpu = whole.processor_s / speaking.processor_s
        _tell(
            "everything",
            whole,
            f"{ratio:.2f} of the speaking, of the processor time {of_cpu:.2f} (goal {OVERHEAD})",
        )
        nothing, opened_sounds = _measure(lambda: _publish(places, settings))
    goal = max(NOTHING_S * len(places), 2)
    _tell("nothing to do", nothing, f"{opened_sounds} sounds read (goal {goal:.0f} s, none)")
    sys.exit(min(nothing.seconds, nothing.processor_s) > goal or opened_sounds > 0 or _is_long(asked, ratio))


@dataclass(frozen=True)
class Took:
    """What something took."""

    seconds: float
    processor_s: float
    """Of all processes that have ended."""
    own_s: float
    """Processor time of this process."""


def _measure(work: Callable[[], Made]) -> tuple[Took, Made]:
    began, processor, own = time.perf_counter(), _processor_s(), time.process_time()
    made = work()
    return Took(time.perf_counter() - began, _processor_s() - processor, time.process_time() - own), made


def _processor_s() -> float:
    return sum(os.times()[:4])


def _tell(what: str, took: Took, more: str = "") -> None:
    processor = f"processor {took.processor_s:7.1f} s ({took.own_s:.1f})"
    print(f"  {what:15}{took.seconds:8.1f} s  {processor}  {more}", flush=True)


def _is_long(asked: argparse.Namespace, ratio: float) -> bool:
    return asked.speaker == "kokoro" and ratio > OVERHEAD


def _settings(folder: Path, asked: argparse.Namespace) -> Settings:
    return replace(
        Settings(),
        to=tuple(asked.to.split(",")),
        output=folder / "output",
        store=folder / "store",
        memory=folder / "memory.sqlite",
        translator=asked.translator,
        doubtful=Doubtful.ACCEPT,
        speaker=asked.speaker,
        offline=True,
    )


def _written(folder: Path, asked: argparse.Namespace) -> list[Place]:
    folder.mkdir()
    for number in range(asked.articles):
        text = _article(0 if asked.alike else number, asked.words)
        (folder / f"report-{number}.md").write_text(text, "utf-8")
    return [place(path) for path in sorted(folder.iterdir())]


def _article(number: int, words: int) -> str:
    front = f"---\ntitle: Report {number}\nauthor: The Desk\ndate: 2024-05-01\nlang: en\n---\n"
    return f"{front}\n## Today\n\n{' '.join(_sentences(number, words))}\n"


def _sentences(number: int, words: int) -> Iterator[str]:
    for each in range(words // _WORDS):
        what, did = _THINGS[each % len(_THINGS)], _DID[(number + each) % len(_DID)]
        yield f"The {what} in village {number} {did} on day {each} of the long dry season."


def _speak(lacking: list[Utterance], settings: Settings) -> None:
    """The sentences of all articles, and nothing else."""
    with narrating(narration_of(settings), _let_pass, _let_pass) as narration:
        narration.speak("all", lacking)


def _lacking(places: list[Place], settings: Settings) -> list[Utterance]:
    once: dict[str, Utterance] = {}
    with open_session(settings) as session:
        for each in places:
            job = read_job(each, settings)
            terms = terms_for(job.file, settings.glossary, session.memory)
            for language in job.languages:
                edition = translate_edition(job, language, terms, session, Nobody())
                script = script_of(job, edition, cast_for(job, language)[0], None)
                once |= {utterance.key: utterance for utterance in unspoken(script, session.store)}
    return list(once.values())


def _let_pass(_: str, __: object) -> None:
    pass


def _publish(places: list[Place], settings: Settings) -> int:
    """How many sounds this process read for it."""
    read = []
    really = narrate.sound

    def sound(store: Store, key: str) -> object:
        read.append(key)
        return really(store, key)

    with patch("pipeline.narration.narrate.sound", sound), patch("pipeline.app.edition.sound", sound):
        reports = list(publish_all(places, settings, Nobody()))
    assert not [edition for report in reports for edition in report.failed], "an edition failed"
    return len(read)


if __name__ == "__main__":
    main()
