"""How fast an article is narrated, beside what bare Kokoro sessions give on the same phonemes in the same run.

Usage: python scripts/bench_narration.py [ARTICLE] [--to LANGUAGES] [--part 1]
The peers are one process a core, each with one model of one thread, loaded before the clock starts, their rates
added up. Ours is `narrate` as `publish` calls it, from an empty store, with all that it takes to start. The peers say
one half of the sentences before and the other after, so that what else the machine does falls on both. With
`--part 4` every fourth sentence is said: quicker, but starting weighs four times as much. Ends with 1 when the goal
is missed.
"""

import argparse
import multiprocessing
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.app.disclosures import disclosures
from pipeline.app.stage_configurations import narration_of, translation_of
from pipeline.config.loading import load
from pipeline.config.settings import Settings
from pipeline.document.article import Edition
from pipeline.document.events import Nobody
from pipeline.document.pages import pages
from pipeline.document.sound import Run
from pipeline.errors import PublishError
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.engines.kokoro import KokoroSpeaker
from pipeline.narration.narrate import Script, Utterance, sound
from pipeline.narration.scheduling import narrating
from pipeline.narration.voice_selection import cast
from pipeline.readers import read
from pipeline.translation.chain import chain
from pipeline.translation.memory import Memory
from pipeline.translation.translate import original, reviewed_file, translate

GOAL = 0.95


def main() -> None:
    """Measure and print; exit with 1 when the goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", nargs="?", type=Path, default=Path("input/article.md"))
    parser.add_argument("--to", default="ko,zh-Hans,zh-Hant,es,pt-BR")
    parser.add_argument("--part", type=int, default=1)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        settings = replace(
            load({"to": asked.to, "speaker": "kokoro"}),
            store=Path(folder),
            memory=Path(folder) / "memory.sqlite",
            offline=True,
        )
        said = _said(
            [_script(edition, settings) for edition in _editions(asked.article, settings)], asked.part
        )
        once = sorted((item for items in said.values() for item in items), key=lambda item: -len(item.text))
        peers = _Peers(settings)
        peers.speak(once[::2])
        ours = _ours(said, settings)
        peers.speak(once[1::2])
    print(f"{len(once)} sentences in {', '.join(said)}; {peers.speech_s:.0f} s of speech")
    print(f"narrate                  {ours:.2f} s of speech a second")
    print(f"{settings.jobs} one-thread sessions     {peers.rate:.2f} s of speech a second")
    print(f"ratio                    {ours / peers.rate:.2f}, goal {GOAL}")
    raise SystemExit(ours / peers.rate < GOAL)


def _editions(path: Path, settings: Settings) -> Sequence[Edition]:
    article, _ = read(path)
    memory, engines = Memory(settings.memory), chain(translation_of(settings))
    made = [
        translate(
            article,
            tag,
            reviewed=reviewed_file(path, tag),
            engines=engines,
            memory=memory,
            progress=Nobody(),
        )
        for tag in settings.to
    ]
    return [original(article), *made]


def _script(edition: Edition, settings: Settings) -> Script:
    voice, _ = cast(edition.language, narration_of(settings))
    fixed = words(edition.language)
    return Script(pages(edition, fixed, disclosures(edition, settings.disclosure)), voice)


def _said(scripts: Sequence[Script], part: int) -> dict[str, list[Utterance]]:
    """By language, every so many of the sentences, each text once, longest first."""
    return {
        script.voice.language: sorted(
            {item.key: item for item in script.utterances()}.values(), key=lambda item: -len(item.text)
        )[::part]
        for script in scripts
    }


def _ours(said: Mapping[str, Sequence[Utterance]], settings: Settings) -> float:
    store = Store(settings.store)
    began = time.perf_counter()
    with narrating(narration_of(settings), lambda *_: None, _ended) as narration:
        for language, utterances in said.items():
            narration.speak(language, utterances)
    took = time.perf_counter() - began
    keys = {item.key for items in said.values() for item in items}
    return sum(found.samples / found.rate for key in keys if (found := sound(store, key))) / took


def _ended(language: str, error: PublishError | None) -> None:
    assert error is None, (language, error)


class _Peers:
    """One process a core, each by itself."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._spoken = [(0.0, 0.0)] * settings.jobs
        """Seconds of speech, and seconds taken, by process."""

    def speak(self, items: Sequence[Utterance]) -> None:
        """Say `items`, dealt out by their length."""
        jobs = self._settings.jobs
        shares = [(items[number::jobs], self._settings) for number in range(jobs)]
        with multiprocessing.get_context("spawn").Pool(jobs) as workers:
            spoken = workers.starmap(_spoken, shares, chunksize=1)
        both = zip(self._spoken, spoken, strict=True)
        self._spoken = [(before[0] + now[0], before[1] + now[1]) for before, now in both]

    @property
    def speech_s(self) -> float:
        """Of all that was said."""
        return sum(speech for speech, _ in self._spoken)

    @property
    def rate(self) -> float:
        """Seconds of speech a second, of all processes together."""
        return sum(speech / took for speech, took in self._spoken)


def _spoken(share: Sequence[Utterance], settings: Settings) -> tuple[float, float]:
    """Seconds of speech, and seconds taken, the model and all word lists loaded before."""
    speaker = KokoroSpeaker(narration_of(settings))
    for voice in {item.voice for item in share}:
        speaker.speak("1", voice)
    began = time.perf_counter()
    spoken = [
        speaker.speak_runs(item.runs or (Run(item.said, item.voice.language),), item.voice) for item in share
    ]
    return sum(each.samples / each.rate for each in spoken), time.perf_counter() - began


if __name__ == "__main__":
    main()
