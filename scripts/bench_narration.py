"""How fast an article is narrated, beside what bare Kokoro sessions give on the same text in the same run.

Usage: python scripts/bench_narration.py [ARTICLE] [--to LANGUAGES]
The peers are one process a core, each with one model of one thread, loaded before the clock starts, their rates
added up. Ours is `narrate` as `publish` calls it, from an empty store, with all that it takes to start.
"""

import argparse
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.disclosures import disclosures
from pipeline.document.article import Edition
from pipeline.document.pages import pages
from pipeline.jobs import Pool
from pipeline.languages import words
from pipeline.narration.casting import cast
from pipeline.narration.engines.kokoro import KokoroSpeaker
from pipeline.narration.narrate import Script, Utterance, narrate, sound, unspoken
from pipeline.readers import read
from pipeline.settings import Settings, load
from pipeline.store import Store
from pipeline.translation.chain import chain
from pipeline.translation.memory import Memory
from pipeline.translation.translate import original, reviewed_file, translate

GOAL = 0.85


class Unheard:
    """Nobody watches."""

    def tell(self, event: object) -> None:
        """Nothing."""


def main() -> None:
    """Measure and print; exit with 1 when the goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", nargs="?", type=Path, default=Path("input/article.md"))
    parser.add_argument("--to", default="ko,zh-Hans,zh-Hant,es,pt-BR")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        settings = replace(load({"to": asked.to, "speaker": "kokoro"}), store=Path(folder), offline=True)
        scripts = {
            edition.language: _script(edition, settings) for edition in _editions(asked.article, settings)
        }
        ours = _ours(scripts, settings)
        peers = _peers([item for script in scripts.values() for item in script.utterances()], settings)
    print(f"narrate                  {ours:.2f} s of speech a second")
    print(f"{settings.jobs} one-thread sessions     {peers:.2f} s of speech a second")
    print(f"ratio                    {ours / peers:.2f}, goal {GOAL}")
    raise SystemExit(ours / peers < GOAL)


def _editions(path: Path, settings: Settings) -> Sequence[Edition]:
    article, _ = read(path)
    memory, engines = Memory(settings.store / "memory.sqlite"), chain(settings)
    made = [
        translate(
            article,
            tag,
            reviewed=reviewed_file(path, tag),
            engines=engines,
            memory=memory,
            progress=Unheard(),
        )
        for tag in settings.to
    ]
    return [original(article), *made]


def _script(edition: Edition, settings: Settings) -> Script:
    voice, _ = cast(edition.language, settings)
    fixed = words(edition.language)
    return Script(pages(edition, fixed, disclosures(edition, settings.disclosure)), voice)


def _ours(scripts: dict[str, Script], settings: Settings) -> float:
    store = Store(settings.store)
    began = time.perf_counter()
    lacking = {language: unspoken(script, store) for language, script in scripts.items()}
    for language, error in narrate(lacking, settings, Pool(settings.jobs), lambda _, __: None):
        assert error is None, (language, error)
    took = time.perf_counter() - began
    keys = {item.key for script in scripts.values() for item in script.utterances()}
    return sum(found.samples / found.rate for key in keys if (found := sound(store, key))) / took


def _peers(utterances: Sequence[Utterance], settings: Settings) -> float:
    once = sorted({item.key: item for item in utterances}.values(), key=lambda item: -len(item.text))
    shares = [(once[number :: settings.jobs], settings) for number in range(settings.jobs)]
    with multiprocessing.get_context("spawn").Pool(settings.jobs) as workers:
        return sum(workers.starmap(_rate, shares, chunksize=1))


def _rate(share: Sequence[Utterance], settings: Settings) -> float:
    speaker = KokoroSpeaker(settings)
    for voice in {item.voice for item in share}:
        speaker.speak("1", voice)
    began = time.perf_counter()
    spoken = [speaker.speak(item.text, item.voice) for item in share]
    return sum(each.samples / each.rate for each in spoken) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
