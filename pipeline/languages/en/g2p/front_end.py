"""English text to phonemes: eSpeak NG says all but the homographs that rules of ours decide."""

import re

from pipeline.languages.en.g2p import homographs
from pipeline.languages.g2p import espeak

_STAND_INS = ("zoovazoov", "oovazoov")
"""What eSpeak NG reads in place of a homograph, which begins with a consonant or with a vowel: the words around (the, to)
are said by its first sound."""
_STAND_IN = re.compile("z?ˈuːvɐzˌuːv")
_VOWELS = "AIOQWYaeiuæɐɑɔəɚɛɜɪʊʌᵻ"


def phonemes(text: str, tag: str) -> str:
    """The phonemes of `text`, which is in its spoken form, punctuation kept."""
    decided = homographs.readings(text)
    if not decided:
        return espeak.phonemes(text, "en")
    said = espeak.phonemes(_with_stand_ins(text, decided), "en")
    if len(_STAND_IN.findall(said)) != len(decided):
        return espeak.phonemes(text, "en")
    sounds = iter(decided)
    return _STAND_IN.sub(lambda _: next(sounds).sounds, said)


def _with_stand_ins(text: str, decided: tuple[homographs.Reading, ...]) -> str:
    parts, end = [], 0
    for reading in decided:
        is_vowel = reading.sounds.lstrip("ˈˌ")[0] in _VOWELS
        parts += [text[end : reading.begin], _STAND_INS[is_vowel]]
        end = reading.end
    return "".join([*parts, text[end:]])
