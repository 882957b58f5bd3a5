"""Whether addresses, placeholders, brackets, quotation marks and the mark at the end came through."""

import re
from collections import Counter

from pipeline.languages import Language

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]*\w", re.ASCII)
_PLACEHOLDER = re.compile(
    r"\{\{?[\w.:-]{1,40}\}?\}|%\(\w+\)[sd]|%\d?\$?[sd](?![\w%])|\$\{\w+\}|</?[A-Za-z][\w-]{0,20}(?:\s[^<>]{0,80})?/?>"
    r"|⟦[^⟦⟧]{1,20}⟧|__\w+__|&(?:amp|lt|gt|quot|nbsp|#\d+);"
)
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》", "〈": "〉"}
_DOUBLE = re.compile('[“”„"「」『』«»〝〟]')
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_ANY_QUOTE = re.compile('[“”„"「」『』«»〝〟‘]|(?<=[가-힣。.])’')
_STYLE = {
    '"': "straight",
    "「": "corner",
    "」": "corner",
    "『": "corner",
    "』": "corner",
    "«": "angle",
    "»": "angle",
    "‘": "single",
    "’": "single",
}
_CARELESS = "careless_marks"
"""Three in a hundred human lines lack a closing mark."""
_LISTED = re.compile(r"(?:\A|[\s,;])[\da-zA-Z]{1,2}\Z")
"""Before a bracket that has no other half: a) and b)."""
_FACE = re.compile(r"[:;]-?[()]")
_EVEN = {"（": "(", "）": ")"}
_CLOSERS = "\"'”’»›)]）］」』】》〉〟*_ \u200f\u200e\u00a0"
_CLOSING = tuple('"”“」』»')
_STOPS = ".!?…。！？｡؟۔।॥"
_STOPPED = {
    "?": "question",
    "？": "question",
    "؟": "question",
    "!": "call",
    "！": "call",
    ":": "colon",
    "：": "colon",
}


_VERB = re.compile("[가-힣](?:다|까|요|죠)\\Z")
_REQUEST = re.compile(
    r"\b(?:could|can|would|will|may) (?:you|we|I)\b|\bwonder|, (?:okay|ok|right|please)\W*\Z", re.IGNORECASE
)
"""What many languages ask for in a sentence that is no question: could you wait, I wonder whether."""
_ASKED = re.compile("[?？؟]")
_ASKED_BY_WORD = re.compile("[か吗嗎呢][。.]?\\Z")
"""A question that needs no mark of its own."""


def addresses(text: str) -> tuple[str, ...]:
    """Web and mail addresses in `text`, in order, each once."""
    found = (match.group().rstrip(".,;:!?)]}'\"") for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def changed_addresses(source: str, target: str) -> tuple[str, ...]:
    """Addresses that only one of the two has."""
    said, target_addresses = addresses(source), addresses(target)
    return tuple(
        address
        for address in (*said, *target_addresses)
        if (address in said) != (address in target_addresses)
    )


def changed_placeholders(source: str, target: str) -> tuple[str, ...]:
    """Placeholders and tags that the two have not alike."""
    said, target_placeholders = Counter(_PLACEHOLDER.findall(source)), Counter(_PLACEHOLDER.findall(target))
    return tuple(dict.fromkeys((*(said - target_placeholders), *(target_placeholders - said))))


def unpaired_bracket(source: str, target: str) -> str:
    """The bracket of `target` that has no other half, if the source's all have; else ""."""
    return "" if _open(source, _BRACKETS) else _open(target, _BRACKETS)


def unpaired_quote(source: str, target: str, language: Language) -> str:
    """The quotation marks of `target` when one has no other half; else "".

    Where kinds are mixed nothing is said: people open with one and close with another. Nor where all are gone: speech
    is told in other words in every language.
    """
    if len(_DOUBLE.findall(source)) % 2 or _SINGLE.search(source):
        return ""
    quotes = _DOUBLE.findall(target)
    styles = {_STYLE.get(mark, "curly") for mark in _ANY_QUOTE.findall(target)}
    unpaired = len(quotes) % 2 and len(styles) == 1 and _DOUBLE.search(source)
    return " ".join(quotes) if unpaired and not language.fact("checks", _CARELESS) else ""


def other_end(source: str, target: str, language: Language, *, short: bool) -> str:
    """The last sign of `target` where it ends otherwise than the source; "" when they end alike."""
    said, target_end = _end(source), _end(target)
    last = target.rstrip(_CLOSERS)[-1:]
    if lacks_end_mark(source, target, language) and short:
        return last or " "
    asked = _ASKED.search(target) or _ASKED_BY_WORD.search(target.rstrip(_CLOSERS))
    if (
        said == "question"
        and target_end == "stop"
        and language.fact("checks", "asks_by_mark", False)
        and source.count("?") == 1
        and not asked
        and not _REQUEST.search(source)
    ):
        return last
    if language.script in ("Hans", "Hant") and re.search(r"[\u4e00-\u9fff]\.\Z", target.rstrip(_CLOSERS)):
        return last
    return ""


def lacks_end_mark(source: str, target: str, language: Language) -> bool:
    """Whether `target`, in `language`, has no mark at its end where `source` has one.

    What ends with a Korean verb is whole without, and so is every sentence of a writing that ends them by spaces.
    """
    if language.fact("sentences", "spaces"):
        return False
    if target.rstrip(_CLOSERS).endswith(tuple(language.fact("sentences", "marks", ""))):
        return False
    if _end(source) not in ("stop", "question", "call") or _VERB.search(target.rstrip(_CLOSERS)):
        return False
    return _end(target) in ("none", "comma")


def _open(text: str, pairs: dict[str, str]) -> str:
    waiting: list[str] = []
    text = _FACE.sub("", text)
    for place, sign in enumerate(text):
        if sign in pairs:
            waiting.append(_EVEN.get(pairs[sign], pairs[sign]))
        elif sign in pairs.values() and (waiting or not _LISTED.search(text[max(0, place - 3) : place])):
            if waiting and waiting.pop() == _EVEN.get(sign, sign):
                continue
            return sign
    return waiting[-1] if waiting else ""


def _end(text: str) -> str:
    if text.rstrip()[-1:] in _CLOSING:  # in many scripts a closing quotation mark ends the sentence too
        return _STOPPED.get(text.rstrip(_CLOSERS)[-1:], "stop")
    last = text.rstrip(_CLOSERS)[-1:]
    if last in _STOPPED:
        return _STOPPED[last]
    if last and last in _STOPS:
        return "stop"
    return "comma" if last and last in ",，、;；-–—" else "none"
