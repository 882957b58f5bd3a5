"""What a translation says that no translation would: error pages, loops, the source itself, talk about the work."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.languages.guess import guess
from pipeline.languages.sentences import split
from pipeline.translation.checks.script_check import LATIN_WORD, WORD

ERROR_TEXTS = (
    "error 500 (server error)",
    "error 404 (not found)",
    "error 403 (forbidden)",
    "that’s an error",
    "that's an error",
    "mymemory warning",
    "query length limit exceeded",
    "please select two distinct languages",
    "invalid language pair specified",
    "no query specified",
    "unusual traffic from your computer network",
    "502 bad gateway",
    "503 service unavailable",
    "504 gateway time-out",
    "429 too many requests",
    "too many requests",
    "rate limit exceeded",
    "<!doctype html",
)
"""What translation services were seen to return as if it were a translation; lower case."""

_LOOP = re.compile(r"(.{2,40}?)\1{3,}|(\w)\2{9,}", re.DOTALL)
_TALK = re.compile(
    r"</?think\b|<\|\w+\|>|\[/?INST\]|\A\s*```"
    r"|\A\W*(?:sure|certainly|of course|okay|great)\b[!,.]"
    r"|\A\W*(?:here(?:'s|’s| is| are| you go)|below is|the following is|translation|translated text|the translation|in (?:korean|chinese|"
    r"spanish|japanese|arabic|french|german|portuguese))\b[^.!?。\n]{0,80}[:：]"
    r"|\A\W*(?:번역(?:문|본|하면|된 문장)?\s*[:：]|다음은[^.]{0,30}번역|번역해 드리겠)"
    r"|\A\W*(?:以下是[^。]{0,20}(?:翻译|翻譯|译文|譯文)|(?:翻译|翻譯|译文|譯文)(?:如下)?\s*[:：]|好的[，,])"
    r"|\A\W*(?:翻訳(?:文|結果)?\s*[:：]|以下(?:は|が)[^。]{0,20}翻訳)"
    r"|\A\W*(?:(?:aquí (?:tienes|está)|la traducción|traducción|voici|traduction|tradução|übersetzung|الترجمة|إليك)\b[^.!?\n]{0,60}[:：])"
    r"|[\n(（][^\S\n]{0,8}(?:note|translator's note|주의|참고|注意|注|備考|nota)\s*[:：][^\n]{0,80}(?:translat|번역|翻译|翻譯|翻訳|traduc)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\A\s*(?=\[?(\d{1,3}))(?:\[?\d{1,3}\]?[.):：|]|\d{1,3}\s?[-–])\s")
_IN_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]|[“\"「『《][^“”\"「」『』《》]*[”\"」』》]")
"""Where a translation may add the original: its title, its name."""
_SHORT = 3
"""So many words may be the same in two languages of one script: `Human Rights Watch`."""
_NAME = 4
"""So many in a heading or a byline, when all begin with a capital."""
_LEFT = 4
"""So many words of the source in a row, two in small letters among them, are no name."""

_FOREIGN = 6
"""So many words show which language they are in."""
_SENTENCE = 8
"""Likewise beyond doubt: of 2,916 English sentences of so many words, none was taken for another language."""
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "a al an and at bin by d da das de del della den der des di do dos du e el en et for from ibn in l la las le les los "
        "no of on or per to the und van vom von with y zu zum zur",
    )
)
"""Words in small letters within names and titles, in any language."""


def error_text(text: str) -> bool:
    """Whether `text` is what a service says when it fails."""
    lower = text.lower()
    return any(known in lower for known in ERROR_TEXTS)


def loop(source: str, target: str) -> str:
    """What `target` says again and again, if the source does not; else ""."""
    match = _LOOP.search(target)
    return match[0] if match and not _LOOP.search(source) else ""


def is_untranslated(source: str, target: str, *, same_script: bool, running: bool) -> bool:
    """Whether `target` is `source`, which has words that must not stay.

    Outside running text, in headings and bylines, a longer name may stay as it is.
    """
    if _even(source) != _even(target):
        return False
    words = WORD.findall(source)
    if all(word.isupper() for word in words):  # UNHCR
        return False
    if not same_script:
        return True
    if all(word[0].isupper() for word in words):
        return len(words) > (_SHORT if running else _NAME)
    return len(words) > (1 if running else _SHORT)


def foreign(source: str, of: Language) -> bool:
    """Whether `source` is a sentence in a third language, which stays as it is."""
    return len(WORD.findall(source)) >= _SENTENCE and guess(source) != of.tag


def left_in_source(source: str, target: str, to: Language) -> str:
    """The longest stretch of running words that `target` has from `source` as it is; "" for names and titles."""
    said, target_words = LATIN_WORD.findall(source), LATIN_WORD.findall(_IN_BRACKETS.sub(" | ", target))
    if to.script == "Latn":
        said, target_words = said[1:-1], target_words
    least = _LEFT if to.script != "Latn" else 2 * _LEFT
    running = [
        target_words[begin:end]
        for begin, end in _stretches(said, target_words, least)
        if _runs(target_words[begin:end], least)
    ]
    longest = max(running, key=lambda words: len(words), default=[])
    return " ".join(longest)


def without_foreign(source: str, target: str, of: Language) -> str:
    """`target` without the stretches of words that `source` has too and that are in a third language: they stay."""
    words = list(LATIN_WORD.finditer(target))
    latin_words = [word[0] for word in words]
    for begin, end in reversed(list(_stretches(LATIN_WORD.findall(source), latin_words, _FOREIGN))):
        if _runs(latin_words[begin:end], _LEFT) and guess(" ".join(latin_words[begin:end])) != of.tag:
            target = target[: words[begin].start()] + target[words[end - 1].end() :]
    return target


def _stretches(said: list[str], target_words: list[str], least: int) -> Iterator[tuple[int, int]]:
    """Where stretches of `target_words` begin and end of which every `least` words in a row are in `said`."""
    known = {tuple(said[place : place + least]) for place in range(len(said) - least + 1)}
    begin = end = 0
    for place in range(len(target_words) - least + 1):
        if tuple(target_words[place : place + least]) in known:
            if place + least > end + 1:
                yield begin, end
                begin = place
            end = place + least
    yield begin, end


def _runs(words: list[str], least: int) -> bool:
    """Whether words are of running text: a name or a title has small letters in its particles only."""
    return sum(word[0].islower() and word not in _PARTICLES for word in words) >= least // 2


def talk(source: str, target: str) -> str:
    """Where a chat model speaks about its work, thinks aloud or keeps the number of a line; else ""."""
    match = _TALK.search(target)
    if match and not _TALK.search(source):
        return match[0].strip()
    number = _NUMBERED.search(target)
    if number is None or re.match(r"\W*\d", source):
        return ""
    own = re.search(rf"(?<!\d){number[1]}(?!\d)|\b[IVX]+\b", source)
    return "" if own else number[0].strip()  # of the sentence itself: July 25, Henry I


def said_twice(source: str, target: str, language: Language) -> str:
    """The sentence that `target` says twice, if the source does not; else ""."""
    seen: set[str] = set()
    for sentence in split(target, language.tag):
        even = _even(sentence)
        if len(even) >= 6 and even in seen:
            return sentence.strip()
        seen.add(even)
    half = len(target.strip()) // 2
    begin, end = target.strip()[:half].strip(), target.strip()[-half:].strip()
    doubled = (
        half >= 8 and begin == end and source.strip()[: len(source) // 2] not in source[len(source) // 2 :]
    )
    return begin if doubled else ""


def _even(text: str) -> str:
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
