"""English headlines in Sentence Case, which translation models read better than Title Case.

A small model takes capitals for names and leaves the words as they are: "Forcibly Returns" stayed English.
Which words are names, the article's own running text tells.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.document.article import Article, BlockKind, Role
from pipeline.languages import find

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"\b[A-Z]\w++(?: [A-Z]\w++){1,7}")
_LONGEST = 8
"""Words of a name."""
_TOKEN = re.compile(r"\w+")
_SMALL = re.compile(
    r"a|about|after|against|all|an|and|are|as|at|be|before|behind|between|but|by|can|could|do|does|"
    r"during|for|from|has|have|how|if|in|into|is|it|its|may|more|most|must|new|no|nor|not|of|off|on|or|"
    r"our|out|over|should|than|that|the|their|they|this|to|under|until|up|was|were|what|when|where|"
    r"which|while|who|why|will|with|without|would|you|your"
)
_ENDINGS = ("ing", "ed", "ly", "ness", "ment", "tion", "sion", "ful", "less")
_LONG = 8
"""Letters: so long a word with such an ending is hardly a name; Beijing and Mohammed pass, heightening does not."""
_WORDS = 2
"""Fewer long ones are a name as often as a headline."""


class Headlines:
    """What the article's running text says of its words."""

    def __init__(self, article: Article) -> None:
        self._small: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._phrases: set[str] = set()
        self._title_case = bool(find(article.language).fact("writing", "title_case"))
        running = (
            block
            for block in article.walk()
            if block.kind is not BlockKind.HEADING and block.role in (Role.BODY, Role.CAPTION)
        )
        for block in running if self._title_case else ():
            for sentence in block.sentences:
                self._count(sentence.text)

    def lower(self, text: str) -> str:
        """`text` with small initials where it is a headline in Title Case and the word is no name."""
        if not self._title_case or not _title_cased(text):
            return text
        places = {place for begin, end in self._name_places(text) for place in range(begin, end)}
        first = _WORD.search(text)
        places |= set(range(first.end())) if first else set()
        headline = _WORD.sub(lambda word: word.group() if word.start() in places else self._word(word), text)
        return headline if self._is_clear(text, headline) else text

    def _name_places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names of several words stand in `text`."""
        words = list(_TOKEN.finditer(text))
        for number, first in enumerate(words):
            for last in words[number + 1 : number + _LONGEST]:
                if text[first.start() : last.end()] in self._phrases:
                    yield first.start(), last.end()

    def _is_clear(self, before: str, after: str) -> bool:
        """Whether two in three words were decided: half a headline in small letters is worse than none."""
        lowered = sum(one != other for one, other in zip(before, after, strict=True))
        left = [word for word in _WORD.findall(after)[1:] if word[0].isupper() and not word.isupper()]
        unclear = sum(not self._names[word.lower()] for word in left)
        return lowered >= 2 * unclear

    def _count(self, text: str) -> None:
        if _title_cased(text):
            return
        words = list(_WORD.finditer(text))[1:]
        if words:
            self._phrases |= set(_NAME.findall(text, words[0].start()))
        for word in words:
            kind = self._names if word.group()[0].isupper() else self._small
            kind[word.group().lower()] += 1

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        if word[1:] != small[1:] or not word[0].isupper():  # UN, McCarthy
            return word
        if self._small[small] or self._names[small]:
            return small if self._small[small] >= self._names[small] else word
        hyphened = match.start() > 0 and match.string[match.start() - 1] == "-"
        plain = _SMALL.fullmatch(small) or hyphened or (len(word) >= _LONG and small.endswith(_ENDINGS))
        return small if plain else word


def _title_cased(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    small = sum(word[0].islower() for word in words)
    ended = text.rstrip(" \n\"”’'").endswith((".", ":", ";", ","))
    return not ended and len(words) >= _WORDS and small <= len(words) // 6
