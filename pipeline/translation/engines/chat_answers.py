"""What a chat model answered, as one translation for each line; nothing that is not exactly that.

Models begin with a greeting, think aloud, repeat the question, leave a line out, tell two in one, or say the same
twice. Each of these raises `AnswerUnusable`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.errors import AnswerUnusable
from pipeline.translation.engines.prompt import OWN_WORDS

_THOUGHT = re.compile(r"^\s*<(think|thinking|thought|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHTS = re.compile(r"</?(think|thinking|thought|reasoning)>|<\|?[a-z_]+\|?>", re.IGNORECASE)
_FENCE = re.compile(r"^```[a-z]*\s*\n(.*)\n```$", re.DOTALL | re.IGNORECASE)
_LINE = re.compile(r"^(\d{1,3})[.):．、：]\s*(.*)$")
_TRANSLATION = r"translat|번역|翻译|翻譯|译文|譯文|翻訳|訳文|traduc|traduç|tradu[iz]|übersetz|перев|ترجم"
_GREETING = re.compile(
    rf"^(?:(?:sure|certainly|of course|okay|물론(?:입니다|이죠)?|네|알겠습니다|好的|当然|當然|はい|claro|voici|natürlich)[!！]"
    rf"|[^:：]{{0,60}}(?:{_TRANSLATION})[^:：]{{0,30}}[:：])",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\((?:note|translator’s note|translator's note)\b|（?译者注|（?譯者註|역자 ?주|\(참고\s*:", re.IGNORECASE
)

_TELLING = 6
"""So many characters do not stand at the end of another line by chance."""


def in_json(said: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The values of a JSON object whose keys are 1 to the count of `texts`; in lines where it is no JSON at all."""
    plain = _bare(said)
    if not plain.startswith("{"):
        return in_lines(said, texts)  # some servers do not say that they ignore a schema
    try:
        value = json.loads(plain, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise AnswerUnusable("chat gave JSON that cannot be read.")
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    if sorted(value) != sorted(numbers):
        raise AnswerUnusable(_count_mismatch(len(value), len(texts)))
    return _check([value[number] for number in numbers], texts)


def in_lines(said: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Numbered lines, 1 to the count of `texts`, and nothing beside them."""
    lines = [line.strip() for line in _bare(said).splitlines() if line.strip()]
    matches = [_LINE.match(line) for line in lines]
    if len(texts) == 1 and len(lines) == 1 and not matches[0]:
        return _check(lines, texts)
    numbers = [int(match[1]) for match in matches if match]
    if len(lines) != len(texts) or numbers != list(range(1, len(texts) + 1)):
        raise AnswerUnusable(_count_mismatch(len(lines), len(texts)))
    return _check([match[2] for match in matches if match], texts)


def _bare(said: str) -> str:
    """Without thoughts and the fence around it."""
    bare = _THOUGHT.sub("", said, count=1).strip()
    if fenced := _FENCE.match(bare):
        bare = fenced[1].strip()
    return bare


def _once(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a key stands there twice")
    return table


def _count_mismatch(given: int, wanted: int) -> str:
    lines = "1 translation" if given == 1 else f"{given} translations"
    return f"chat returned {lines} (or the wrong ones) for {wanted} {'sentence' if wanted == 1 else 'sentences'}."


def _check(values: Sequence[Any], texts: Sequence[str]) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in values):
        raise AnswerUnusable("chat returned a line that is not text.")
    words = tuple(
        _without_number(value.strip(), text, number)
        for number, (value, text) in enumerate(zip(values, texts, strict=True), 1)
    )
    for one, text in zip(words, texts, strict=True):
        if fault := _fault(one, text):
            raise AnswerUnusable(f"chat gave a line that {fault}.")
    _never_twice(words, texts)
    return words


def _without_number(words: str, text: str, number: int) -> str:
    """Without the line's own number, which some models repeat inside the JSON."""
    match = _LINE.match(words)
    return match[2] if match and int(match[1]) == number and not _LINE.match(text) else words


def _fault(words: str, text: str) -> str | None:
    if not words:
        return "is empty"
    if "\n" in words:
        return "goes on over several lines"
    if _THOUGHTS.search(words) and not _THOUGHTS.search(text):
        return "thinks aloud"
    if _GREETING.match(words) and not _GREETING.match(text):
        return "begins with a greeting"
    if any(own in words.casefold() and own not in text.casefold() for own in OWN_WORDS):
        return "repeats the question"
    return "holds a note" if _NOTE.search(words) and not _NOTE.search(text) else None


def _never_twice(words: Sequence[str], texts: Sequence[str]) -> None:
    """No two neighbours have one translation, and none tells that of the next one too, unless their sources do."""
    for number in range(1, len(words)):
        one, other = words[number - 1], words[number]
        same = texts[number - 1].casefold().endswith(texts[number].casefold())
        if not same and (one == other or (len(other) > _TELLING and one.endswith(other))):
            raise AnswerUnusable("chat gave one translation for two lines.")
