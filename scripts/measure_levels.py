"""How loud each voice is by itself and in an edition, and whether its sentences touch full scale.

Usage: python scripts/measure_levels.py [--speaker kokoro] [--sentences N] [VOICE|LANGUAGE]...

Each voice of the speaker says the longest fixed sentences of its language (disclosures and the like). A line a voice, twice, as the engine
gives it and as it is kept: loudness by EBU R 128 over all of them, that of the softest and the loudest, the highest sample. Kokoro's voices that
lie in the voices' folder are measured, whoever usually speaks, already levelled; eSpeak NG's, one a language.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pipeline.app.stage_configurations import narration_of
from pipeline.config.loading import load
from pipeline.document.sound import Sound, Voice
from pipeline.infra.loudness_meter import integrate, momentary, samples
from pipeline.languages import languages, words
from pipeline.narration.engines.espeak import EspeakSpeaker
from pipeline.narration.engines.kokoro import KokoroSpeaker, usual
from pipeline.narration.leveling import level
from pipeline.narration.voices import installed_voices

_SPEAKERS: Mapping[str, type[KokoroSpeaker] | type[EspeakSpeaker]] = {
    "kokoro": KokoroSpeaker,
    "espeak": EspeakSpeaker,
}
_OF_LETTER = {
    "a": "en",
    "b": "en",
    "e": "es",
    "f": "fr",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-BR",
    "z": "zh-Hans",
}
"""The language of a voice of Kokoro, by the first letter of its name."""


def main(arguments: Sequence[str]) -> None:
    """Measure, and print a line a voice."""
    asked = _parser().parse_args(arguments)
    narration = narration_of(load({}))
    speaker = _SPEAKERS[asked.speaker](narration)
    for voice in _voices(speaker, installed_voices(narration.voices)):
        if not asked.only or voice.name in asked.only or voice.language in asked.only:
            print(_line(speaker, voice, asked.sentences), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("only", nargs="*", metavar="VOICE|LANGUAGE")
    parser.add_argument("--speaker", choices=_SPEAKERS, default="kokoro")
    parser.add_argument("--sentences", type=int, default=6)
    return parser


def _voices(speaker: KokoroSpeaker | EspeakSpeaker, installed: Sequence[str]) -> Iterator[Voice]:
    if isinstance(speaker, EspeakSpeaker):
        yield from filter(None, map(speaker.voice, languages()))
        return
    blends = ((tag, recipe) for tag in languages() if "*" in (recipe := usual(tag)))
    for tag, name in chain(((_OF_LETTER[name[0]], name) for name in installed), blends):
        if voice := speaker.find_voice(tag, name):
            yield voice


def _line(speaker: KokoroSpeaker | EspeakSpeaker, voice: Voice, count: int) -> str:
    said = [speaker.speak(text, voice) for text in _sentences(voice.language, count)]
    return f"{voice.language:<8} {voice.name:<40} by itself {_measured(said)}; kept {_measured([level(each) for each in said])}"


def _measured(said: Sequence[Sound]) -> str:
    each = [_loudness(sound) for sound in said]
    peak = max(float(abs(samples(sound.pcm)).max()) for sound in said)
    return f"{_loudness(*said):6.1f} LUFS, {min(each):6.1f} to {max(each):6.1f}, peak {peak:.3f}"


def _sentences(tag: str, count: int) -> list[str]:
    known = [text for text in words(tag).values() if isinstance(text, str) and "{" not in text]
    return sorted(known, key=len)[-count:]


def _loudness(*said: Sound) -> float:
    return integrate([each for sound in said for each in momentary(samples(sound.pcm), sound.rate)])


if __name__ == "__main__":
    main(sys.argv[1:])
