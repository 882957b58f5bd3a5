"""Measure a run of many short articles: what it takes beside their speech, and what one takes with nothing to do.

    python scripts/bench_many.py [--articles 12] [--to ko,es] [--speaker espeak] [--words 150] [--translator marker]
    python scripts/bench_many.py --articles 100 --to ko,zh-Hans,es,fr --speaker hum

The articles are made up, and no two sentences are alike. First everything is made, from an empty store; then the same
command is given again, when nothing is to be done. The speaking time is what the same sentences take by as many
processes when nothing else is asked of them, measured before with a store of its own. Judged are: the whole time is at
most 1.1 times the speaking time, for a speaker that takes longer than all else does; and a second run takes less than a
tenth of a second an article, or two, and opens no sound. Ends with 1 when it is otherwise.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from pipeline.app.edition import cast_for, script_of, translate_edition
from pipeline.app.job import read_job
from pipeline.app.publish import publish_all
from pipeline.app.session import open_session
from pipeline.config.settings import Doubtful, Settings
from pipeline.document.events import Nobody
from pipeline.infra.store import Store
from pipeline.narration import narrate
from pipeline.narration.narrate import Utterance, unspoken
from pipeline.narration.scheduling import narrating
from pipeline.readers import Place, place
from pipeline.translation.terms import terms_for

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
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = _settings(folder, asked)
        places = _written(folder / "articles", asked.articles, asked.words)
        speaking = _speaking_s(places, replace(settings, store=folder / "apart"))
        whole, _ = _published_s(places, settings)
        nothing, opened_sounds = _published_s(places, settings)
    ratio = whole / speaking
    print(f"{len(places)} articles of {asked.words} words, {1 + len(settings.to)} languages, {asked.speaker}")
    print(f"  speaking alone     {speaking:8.2f} s")
    print(
        f"  everything         {whole:8.2f} s, {ratio:.2f} of the speaking (goal {OVERHEAD}, where speech takes longest)"
    )
    print(
        f"  nothing to do      {nothing:8.2f} s (goal {NOTHING_S * len(places):.0f} s), {opened_sounds} sounds read"
    )
    sys.exit(nothing > max(NOTHING_S * len(places), 2) or opened_sounds > 0 or _is_long(asked, ratio))


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


def _written(folder: Path, count: int, words: int) -> list[Place]:
    folder.mkdir()
    for number in range(count):
        sentences = " ".join(_sentences(number, words))
        text = f"---\ntitle: Report {number}\nauthor: The Desk\ndate: 2024-05-01\nlang: en\n---\n\n## Today\n\n{sentences}\n"
        (folder / f"report-{number}.md").write_text(text, "utf-8")
    return [place(path) for path in sorted(folder.iterdir())]


def _sentences(number: int, words: int) -> Iterator[str]:
    for each in range(words // _WORDS):
        what, did = _THINGS[each % len(_THINGS)], _DID[(number + each) % len(_DID)]
        yield f"The {what} in village {number} {did} on day {each} of the long dry season."


def _speaking_s(places: list[Place], settings: Settings) -> float:
    """The sentences of all articles spoken, and nothing else; their words are made before."""
    lacking = _lacking(places, settings)
    began = time.perf_counter()
    with narrating(settings, _let_pass, _let_pass) as narration:
        narration.speak("all", lacking)
    return time.perf_counter() - began


def _lacking(places: list[Place], settings: Settings) -> list[Utterance]:
    once: dict[str, Utterance] = {}
    with open_session(settings) as session:
        for each in places:
            job = read_job(each, settings)
            terms = terms_for(job.file, settings)
            for language in job.languages:
                edition = translate_edition(job, language, terms, session, Nobody())
                script = script_of(job, edition, cast_for(job, language)[0], None)
                once |= {utterance.key: utterance for utterance in unspoken(script, session.store)}
    return list(once.values())


def _let_pass(_: str, __: object) -> None:
    pass


def _published_s(places: list[Place], settings: Settings) -> tuple[float, int]:
    """Seconds, and how many sounds this process read."""
    read = []
    really = narrate.sound

    def sound(store: Store, key: str) -> object:
        read.append(key)
        return really(store, key)

    began = time.perf_counter()
    with patch("pipeline.narration.narrate.sound", sound), patch("pipeline.app.edition.sound", sound):
        reports = list(publish_all(places, settings, Nobody()))
    took = time.perf_counter() - began
    assert not [edition for report in reports for edition in report.failed], "an edition failed"
    return took, len(read)


if __name__ == "__main__":
    main()
