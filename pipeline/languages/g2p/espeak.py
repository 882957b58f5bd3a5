"""Front end of the languages that Kokoro learned with eSpeak NG's phonemes."""

import re
from functools import cache
from typing import Any

from pipeline.languages import folders

_TIED = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q",
    "s^s": "S", "t^s": "ʦ", "t^ʃ": "ʧ", "ɔ^ɪ": "Y",
}  # fmt: skip
"""Two sounds that eSpeak ties and Kokoro knows as one sign."""

_SYLLABIC = re.compile("ʔ?([ˈˌ]?)(.)\u0329")
"""A consonant that is a syllable of its own, as in button and eaten, which eSpeak begins with a stop in the throat;
Kokoro learned bˈʌtᵊn."""

_MARKS = re.compile(r"((?:[;:!?¡¿—…\"«»“”()।]|[.,](?!\d)|(?<!\d)[.,])+)")


def phonemes(text: str, language: str) -> str:
    """The phonemes of `text`, punctuation kept, in the language with the primary subtag `language`.

    The same text gives the same phonemes whatever was asked before.
    """
    facts = folders.table(language, "language")["g2p"]
    parts = _MARKS.split(text.replace("’", "'"))
    said = _phonemes_of(_backend(facts["espeak"]), parts[::2])
    if facts.get("syllabic"):
        said = [_SYLLABIC.sub(_syllable, part) for part in said]
    marks = [_mark(mark) for mark in parts[1::2]] + [""]
    return " ".join("".join(word + mark for word, mark in zip(said, marks, strict=True)).split())


def british(word: str) -> str:
    """An English word in the sounds of eSpeak NG's British voice, tied where two are one, without stress."""
    said: str = _backend("en-gb").phonemize([word], strip=True)[0]
    return said.replace("ˈ", "").replace("ˌ", "")


def _phonemes_of(backend: Any, parts: list[str]) -> list[str]:
    return [_map(backend.phonemize([part], strip=True)[0]) if part.strip() else "" for part in parts]


def _syllable(found: re.Match[str]) -> str:
    stop = "t" if found.group().startswith("ʔ") else ""
    return f"{found[1]}{stop}ᵊ{found[2]}"


def _map(tied: str) -> str:
    for pair, sign in _TIED.items():
        tied = tied.replace(pair, sign)
    return tied.replace("^", "").replace("-", "").strip()


def _mark(mark: str) -> str:
    opening = mark[-1] in "(“«¡¿" and len(mark) == 1
    known = mark.translate(str.maketrans("«»।", "“”.", "¡¿"))
    return f" {known}" if opening else f"{known} "


@cache
def _backend(voice: str) -> Any:
    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    return EspeakBackend(
        voice, with_stress=True, tie="^", language_switch="remove-flags", punctuation_marks="\x00"
    )
