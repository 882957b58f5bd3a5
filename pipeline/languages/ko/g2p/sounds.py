"""Each Korean sound in the sign of Kokoro's own set that comes nearest; see docs/korean.md for what was tried."""

from collections.abc import Iterable

from pipeline.languages.ko.g2p.letters import Syllable

_PLAIN = {"ㄱ": "k", "ㄷ": "t", "ㅂ": "p", "ㅈ": "ʨ"}
_VOICED = {"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"}
_ONSET_SOUNDS = {
    "ㄲ": "k", "ㄴ": "n", "ㄸ": "t", "ㄹ": "ɾ", "ㅁ": "m", "ㅃ": "p", "ㅅ": "s", "ㅆ": "s", "ㅇ": "",
    "ㅉ": "ʨ", "ㅊ": "ʨʰ", "ㅋ": "kʰ", "ㅌ": "tʰ", "ㅍ": "pʰ", "ㅎ": "h",
}  # fmt: skip
_VOWEL_SOUNDS = {
    "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ʌ", "ㅔ": "e", "ㅕ": "jʌ", "ㅖ": "je", "ㅗ": "o",
    "ㅘ": "wa", "ㅙ": "wɛ", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "wʌ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju",
    "ㅡ": "ɯ", "ㅢ": "ɯi", "ㅣ": "i",
}  # fmt: skip
_CODA_SOUNDS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_PALATAL = "ㅣㅑㅒㅕㅖㅛㅠ"


def sounds(syllables: Iterable[Syllable]) -> str:
    """How the syllables of a phrase, already as they are pronounced, are written for the model."""
    said = []
    before = None
    for syllable in syllables:
        if syllable.first and before:
            said.append(" ")
        said.append(_onset(syllable, before) + _VOWEL_SOUNDS[syllable.vowel] + _CODA_SOUNDS[syllable.coda])
        before = syllable
    return "".join(said)


def _onset(syllable: Syllable, before: Syllable | None) -> str:
    onset = syllable.onset
    if onset in _PLAIN:
        voiced = before is not None and not syllable.first and before.coda in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ")
        return (_VOICED if voiced else _PLAIN)[onset]
    if onset in ("ㅅ", "ㅆ") and syllable.vowel in _PALATAL:
        return "ɕ"
    if onset == "ㄹ" and before is not None and before.coda == "ㄹ":
        return "l"
    return _ONSET_SOUNDS[onset]
