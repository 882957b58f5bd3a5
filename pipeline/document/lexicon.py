"""How words are said: a language's pronunciation lexicon, and where in a text its words stand.

A word is matched whole; after Korean words particles may follow. What stands between slashes is phonemes, said by
Kokoro as it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import SettingsError

PHONEMES = ("\ue000", "\ue001")
"""What phonemes stand between in a text that goes to a speaker. Both are of Unicode's private use."""

_HANGUL = "가-힣"
_PARTICLE = (
    "(?:은|는|이|가|을|를|의|에|에서|에게|에게서|와|과|랑|이랑|도|로|으로|로서|으로서|만|까지|부터|께서|께|한테|처럼|보다|"
    "이나|나|이라고|라고|이라는|라는|이며|며|이다|입니다|였다|이었다)?"
)
"""Korean particles and endings of the copula, which a name takes."""
_HANGUL_SIGN = re.compile(f"[{_HANGUL}]")
_LETTER = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff]")
_OTHER_LETTER = re.compile(rf"[^\W{_HANGUL}\u3040-\u30ff\u3400-\u9fff]")
_AFTER_HANGUL = re.compile(rf"{_PARTICLE}(?![{_HANGUL}])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word and how it is said."""

    term: str
    said: str
    """Plain respelling, or phonemes between slashes."""
    where: str = ""
    """File and line or number of the entry, for messages."""

    @property
    def phonemes(self) -> str:
        """What stands between the slashes; empty for a respelling."""
        return self.said[1:-1] if len(self.said) > 2 and self.said[0] == self.said[-1] == "/" else ""


@dataclass(frozen=True)
class Lexicon:
    """How words of one language are said."""

    language: str
    entries: tuple[Entry, ...] = ()
    _said: Mapping[str, Entry] = field(init=False, default_factory=dict, repr=False, compare=False)
    _lengths: Mapping[str, Sequence[int]] = field(init=False, default_factory=dict, repr=False, compare=False)
    """How long the terms are that begin with a sign, the longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for entry in self.entries:
            lengths.setdefault(entry.term[0], set()).add(len(entry.term))
        object.__setattr__(self, "_said", {entry.term: entry for entry in self.entries})
        object.__setattr__(
            self, "_lengths", {sign: sorted(each, reverse=True) for sign, each in lengths.items()}
        )

    def apply(self, text: str) -> str:
        """`text` with its words as they are said. What the lexicon does not know stays as it is."""
        if not self.entries:
            return text
        text = unicodedata.normalize("NFC", text)
        pieces: list[str] = []
        begin = 0
        for place, entry in self.occurrences(text):
            pieces += [text[begin:place], _put(entry)]
            begin = place + len(entry.term)
        return "".join([*pieces, text[begin:]])

    def occurrences(self, text: str) -> Iterator[tuple[int, Entry]]:
        """Where its words begin in `text`, which is in NFC, from left to right, the longest of several."""
        position = 0
        while position < len(text):
            entry = self._at(text, position)
            if entry is not None:
                yield position, entry
            position += len(entry.term) if entry else 1

    def used_in(self, texts: Iterable[str]) -> "Lexicon":
        """The part of it whose words stand in `texts`."""
        terms = {entry.term for text in texts for _, entry in self.occurrences(text)}
        return Lexicon(self.language, tuple(entry for entry in self.entries if entry.term in terms))

    def _at(self, text: str, begin: int) -> Entry | None:
        """The longest term that begins at a place and is a word of its own there."""
        for length in self._lengths.get(text[begin], ()):
            entry = self._said.get(text[begin : begin + length])
            if entry and len(entry.term) == length and _is_word(text, begin, begin + length):
                return entry
        return None

    def check(self, engine: str, known: Iterable[str]) -> None:
        """Raise `SettingsError` naming each entry whose phonemes `engine` does not know; `known` is all that it knows."""
        signs = frozenset(known)
        faults = []
        for entry in self.entries:
            if unknown := "".join(dict.fromkeys(sign for sign in entry.phonemes if sign not in signs)):
                faults.append(
                    f"{entry.where}: “{entry.term}” = {entry.said}: {engine} does not know {unknown}"
                )
        if faults:
            raise SettingsError(
                "\n".join(["The lexicon has phonemes that cannot be said:", *faults]),
                "Write them in other phonemes, or as a plain respelling without slashes.",
            )


def _is_word(text: str, begin: int, end: int) -> bool:
    """Whether a term stands as a word of its own. Words of Han and kana have no bounds that can be seen."""
    if _HANGUL_SIGN.match(text[begin]):
        free = not _HANGUL_SIGN.match(text[begin - 1 : begin])
    else:
        free = not (_LETTER.match(text[begin]) and _OTHER_LETTER.match(text[begin - 1 : begin]))
    if not free:
        return False
    if _HANGUL_SIGN.match(text[end - 1]):
        return bool(_AFTER_HANGUL.match(text, end))
    return not (_LETTER.match(text[end - 1]) and _OTHER_LETTER.match(text, end))


def _put(entry: Entry) -> str:
    return entry.phonemes.join(PHONEMES) if entry.phonemes else entry.said
