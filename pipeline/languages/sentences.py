"""Text into sentences, by a short rule for each kind of script.

A sentence ends at its mark, with the quotes and brackets that close behind it and the white space that
follows. What keeps a mark from ending one differs: small letters and abbreviations where scripts have
capitals, a particle or a verb of saying behind a closing quote in Korean, Chinese and Japanese.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import cycle

from pipeline.languages import Language, find

_CLOSERS = "\"'”’»›)\\]）］」』】》〉〟｣"
_OPENERS = "\"'“‘«‹(\\[（［「『【《〈〝｢¿¡–—\\-"
_MARKS = ".!?…。！？｡؟۔।॥"

_SPACED = re.compile(rf"[{_MARKS}]++(?:[“«{_CLOSERS}]|[ \u00a0\u202f]»(?=[\s.,;:]|\Z))*+(?:\s++|\Z)|\n\s*+")
_UNSPACED = re.compile(
    rf"(?:[。！？!?｡]++[{_CLOSERS}]*+|[.…]++[{_CLOSERS}]*+(?=\s|\Z)|\.(?=[぀-ヿ一-鿿]))\s*+|\n\s*+"
)
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]/—–、，。・]+\Z")
_WORD_AFTER = re.compile(rf"[{_OPENERS}\s]*+([^\s.,;:!?…]++)")
_SAID = re.compile(r"[^\W_]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+\Z")
_QUOTES = "\"”’'」』"
_GOES_ON = {
    "ko": re.compile(
        r"(?:이?라[고며는던]|라면서|고|며|면서|는|하고|하며)(?![가-힣])"
        r"|[^.!?\"“”]{0,25}?(?:말|전|설명|답|주장|강조|언급|덧붙)(?:했|하였|였)(?:다|습니다)[.,]"
        r"|[^.!?\"“”]{0,25}?(?:밝혔|덧붙였|썼|물었)(?:다|습니다)[.,]"
    ),
    "zh": re.compile(
        r"[，、；：,;。]"
        r"|[^。！？，：“”「」『』]{0,25}?(?:[说說道称稱写寫]|表示|补充|補充|指出|解释|解釋|回答)(?:[。.]|[，,]\s*[“「\"])"
    ),
    "ja": re.compile(r"と|って|という|など|[のはがをにもでや、，…]"),
}
"""What follows a closing quote when the sentence goes on behind it: a particle, or who said it."""
_LOOK = 40
"""Characters looked at before or behind a mark; no rule needs more."""


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    never: frozenset[str]
    """A name, number or noun always follows: `mr`."""
    maybe: frozenset[str]
    """May stand last in a sentence: `inc`; it does when one of `starters` follows."""
    starters: frozenset[str]
    """Words that begin a sentence more often than they are part of a name."""


def split(text: str, language: str) -> tuple[str, ...]:
    """The sentences of `text`, a block's text, in the order they stand; joined they are `text` again.

    White space between two sentences ends the earlier one, and a line break ends a sentence. Each holds
    a letter or a figure, if the text does.
    Takes time in proportion to the length. Raises `UnknownLanguage`.
    """
    found = find(language)
    ends = _worded(text, _ends(text if found.spaced else _paired(text), found))
    begins = [0, *ends]
    return tuple(
        text[begin:end] for begin, end in zip(begins, [*ends, len(text)], strict=True) if begin < end
    )


def _worded(text: str, ends: Iterable[int]) -> list[int]:
    """Those of `ends` that leave no sentence without a letter or a figure: such a scrap joins its neighbour."""
    kept: list[int] = []
    begin, said = 0, False
    for end in ends:
        said = said or bool(_SAID.search(text, begin, end))
        begin = end
        if said:
            kept.append(end)
            said = False
    if kept and not _SAID.search(text, kept[-1]):
        kept.pop()
    return kept


def _ends(text: str, language: Language) -> Iterator[int]:
    pattern, ends = (_SPACED, _ends_spaced) if language.spaced else (_UNSPACED, _ends_unspaced)
    for match in pattern.finditer(text, len(text) - len(text.lstrip())):
        if match.end() < len(text) and ("\n" in match[0] or ends(text, match, language)):
            yield match.end()


def _paired(text: str) -> str:
    """`text` with straight double quotes turned into opening and closing ones, where no space tells them apart."""
    pair = cycle("“”")
    return re.sub('["\n]', lambda match: next(pair) if match[0] == '"' else match[0], text)


def _ends_spaced(text: str, match: re.Match[str], language: Language) -> bool:
    if _following(text, match)[:1].islower() or _goes_on(text, match, language):
        return False
    return not _single_stop(match) or not _abbreviated(text, match, language.tag)


def _ends_unspaced(text: str, match: re.Match[str], language: Language) -> bool:
    if _single_stop(match) and text[match.start() - 1].isascii():
        return not _abbreviated(text, match, "en")
    return not _goes_on(text, match, language)


def _single_stop(match: re.Match[str]) -> bool:
    return match[0][0] == "." and match[0][1:2] not in (".", "!", "?")


def _goes_on(text: str, match: re.Match[str], language: Language) -> bool:
    rule = _GOES_ON.get(language.base)
    quoted = match[0].rstrip()[-1] in _QUOTES
    return bool(rule and quoted and rule.match(text, match.end(), match.end() + _LOOK))


def _abbreviated(text: str, match: re.Match[str], tag: str) -> bool:
    """Whether the full stop belongs to the word before it."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - _LOOK), match.start())
    if not before:
        return False
    known, word = _abbreviations(tag), before[0].lower()
    if word in known.never or (word.isdecimal() and "#" in known.never):
        return True
    initials = _INITIALS.match(f"{before[0]}.") and (len(word) > 1 or before[0].isupper())
    return (word in known.maybe or bool(initials)) and _following(text, match).lower() not in known.starters


def _following(text: str, match: re.Match[str]) -> str:
    after = _WORD_AFTER.match(text, match.end(), match.end() + _LOOK)
    return after[1] if after else ""


@cache
def _abbreviations(tag: str) -> _Abbreviations:
    table = tomllib.loads((files("pipeline.languages") / "abbreviations.toml").read_text("utf-8"))
    row = table.get(tag) or table.get(tag.partition("-")[0]) or {}
    return _Abbreviations(*(frozenset(row.get(name, "").split()) for name in ("never", "maybe", "starters")))
