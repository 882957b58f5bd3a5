"""Where phrases stand in a sentence: it is indexed once, however many of them are looked for."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import islice
from math import inf

_LONG = 4
_STEM = 5
"""Characters: words of so many count when a phrase is looked for, by so many of their first ones."""
_OPENING = 16
"""Characters by which places are indexed; what a longer phrase has beyond them is compared."""
_POINTS = ".,;:!?。，；：！？、…"
_NOT_WITHIN_A_WORD = re.compile(r"(?<!\w).", re.DOTALL)

Place = tuple[int, int]
"""Begin and end, in characters."""


class PhraseIndex:
    """One sentence. A phrase is found at its first place, in capitals or not."""

    def __init__(self, text: str, spaced: bool) -> None:
        self.text, self._spaced = text, spaced
        self._openings: dict[int, dict[str, list[int]]] = {}
        self._exact: dict[str, Place | None] = {}
        self._inflected: dict[str, Place | None] = {}

    def find(self, phrase: str) -> Place | None:
        """Where `phrase` stands, without the points around it; nowhere when nothing is left of it.

        In `spaced` text it begins a word, and may take an ending there or a particle (보고서 in 보고서는).
        """
        phrase = phrase.strip().strip(_POINTS)
        if phrase not in self._exact:
            self._exact[phrase] = next(self._all(phrase), None) if phrase else None
        return self._exact[phrase]

    def find_next(self, phrase: str, number: int) -> Place | None:
        """Where `phrase` stands for the `number`th time, from 0."""
        if not number:
            return self.find(phrase)
        phrase = phrase.strip().strip(_POINTS)
        return next(islice(self._all(phrase), number, None), None) if phrase else None

    def find_inflected(self, phrase: str) -> Place | None:
        """Where the long words of `phrase` stand close together, whatever their endings and the short words between.

        A phrase by itself is often translated with another article or preposition than in its sentence.
        """
        if phrase not in self._inflected:
            self._inflected[phrase] = self._near(re.findall(r"\w+", phrase.casefold()))
        return self._inflected[phrase]

    def word_before(self, place: int) -> str:
        """The last word before `place`, as far as it stands before it; empty when there is none."""
        number = bisect_left(self._words, (place, 0)) - 1
        if number < 0:
            return ""
        begin, end = self._words[number]
        return self.text[begin : min(end, place)]

    def _all(self, phrase: str) -> Iterator[Place]:
        phrase = _fold(phrase)
        length = min(len(phrase), _OPENING)
        begins = self._places(length).get(phrase[:length], ())
        return ((each, each + len(phrase)) for each in begins if self._folded.startswith(phrase, each))

    def _near(self, words: Sequence[str]) -> Place | None:
        stems = [word[:_STEM] for word in words if len(word) >= _LONG]
        if not stems or 2 * len(stems) < len(words):
            return None
        near: deque[float] = deque()
        for number in (*merge(*(self._stems.get(stem, ()) for stem in set(stems))), inf):
            while near and number > near[0] + len(words):
                if len(near) >= len(stems):
                    return self._words[int(near[0])][0], self._words[int(near[-1])][1]
                near.popleft()
            if not near or near[-1] != number:
                near.append(number)
        return None

    def _places(self, length: int) -> Mapping[str, Sequence[int]]:
        """Where what may be found begins, by its first `length` characters."""
        if length not in self._openings:
            places = self._openings[length] = defaultdict(list)
            for begin in self._begins:
                places[self._folded[begin : begin + length]].append(begin)
        return self._openings[length]

    @cached_property
    def _begins(self) -> Sequence[int]:
        if not self._spaced:
            return range(len(self.text))
        return [match.start() for match in _NOT_WITHIN_A_WORD.finditer(self.text)]

    @cached_property
    def _folded(self) -> str:
        return _fold(self.text)

    @cached_property
    def _words(self) -> Sequence[Place]:
        return [match.span() for match in re.finditer(r"\w+", self.text)]

    @cached_property
    def _stems(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the words that begin so."""
        stems: dict[str, list[int]] = defaultdict(list)
        for number, (begin, end) in enumerate(self._words):
            word = self.text[begin:end].casefold()
            for length in range(_LONG, min(_STEM, len(word)) + 1):
                stems[word[:length]].append(number)
        return stems


def _fold(text: str) -> str:
    """As many characters, the same for capitals and small letters."""
    return "".join(map(_small, text))


def _small(letter: str) -> str:
    """By way of the capital, which ſ and s share; a letter that is several ones in capitals (ß) stays one."""
    small = letter.upper().casefold()
    return small if len(small) == 1 else letter.lower()[0]
