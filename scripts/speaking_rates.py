"""Measure how long speakers take for an article's sentences, beside what is expected of them.

The bounds in pipeline/narration/audio_checks.py come from here. What was spoken before is taken from the store.

    python scripts/speaking_rates.py [ARTICLE] [--speaker espeak] [--most 40]
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.app.stage_configurations import narration_of, reading_of, translation_of
from pipeline.config.settings import Settings
from pipeline.document.events import Nobody
from pipeline.document.pages import pages
from pipeline.document.sound import Sound
from pipeline.infra.store import Store
from pipeline.languages import words
from pipeline.narration.audio_checks import expected_s, fault, inner_silence_s, onset_s
from pipeline.narration.narrate import Script, Utterance, sound, unspoken
from pipeline.narration.scheduling import narrating
from pipeline.narration.voice_selection import cast
from pipeline.readers import place, read
from pipeline.translation.chain import chain
from pipeline.translation.memory import Memory
from pipeline.translation.translate import original, reviewed_file, translate


def main() -> None:
    """Speak, measure and print a line a language."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("article", nargs="?", type=Path, default=Path("input/article.md"))
    options.add_argument("--speaker", default="espeak")
    options.add_argument("--most", type=int, default=10_000, help="sentences a language")
    chosen = options.parse_args()
    settings = replace(Settings(), speaker=chosen.speaker, jobs=1)
    for language, script in _scripts(chosen.article, settings):
        measured = list(_measured(script, settings, chosen.most))
        print(f"{language:8} {script.voice.engine} {script.voice.name}: {len(measured)} sentences")
        _show([(utterance, found) for utterance, found in measured], language)
        sys.stdout.flush()


def _scripts(path: Path, settings: Settings) -> Iterator[tuple[str, Script]]:
    article, _ = read(path, configuration=reading_of(settings))
    for language in (article.language, *settings.to):
        edition = original(article)
        if language != article.language:
            edition = translate(
                article,
                language,
                reviewed=reviewed_file(place(path).beside(path.stem), language),
                engines=chain(translation_of(settings)),
                memory=Memory(settings.memory),
                progress=Nobody(),
            )
        voice, _ = cast(language, narration_of(settings))
        yield language, Script(pages(edition, words(language), ()), voice)


def _measured(script: Script, settings: Settings, most: int) -> Iterator[tuple[Utterance, Sound]]:
    store = Store(settings.store)
    lacking = sorted(unspoken(script, store), key=lambda utterance: -len(utterance.text))[:most]
    with narrating(replace(narration_of(settings), jobs=1), _let_pass, _let_pass) as narration:
        narration.speak(script.voice.language, lacking)
    for utterance in {each.key: each for each in script.utterances()}.values():
        found = sound(store, utterance.key)
        if found is not None and any(map(str.isalnum, utterance.text)):
            yield utterance, found


def _let_pass(_: str, __: object) -> None:
    pass


def _show(measured: list[tuple[Utterance, Sound]], language: str) -> None:
    shares = [found.samples / found.rate / expected_s(each.text, language) for each, found in measured]
    silences = [inner_silence_s(found) for _, found in measured]
    onsets = [onset_s(found) for _, found in measured]
    for name, values in (
        ("length / expected", shares),
        ("silence inside, s", silences),
        ("onset, s", onsets),
    ):
        marks = np.percentile(values, [0, 1, 50, 95, 99, 100])
        print(f"  {name:18} min, 1, 50, 95, 99, max: {' '.join(f'{mark:.2f}' for mark in marks)}")
    for each, found in measured:
        if why := fault(found, each.text, language):
            print(f"  {why}: {each.text[:80]}")


if __name__ == "__main__":
    main()
