"""Whether an English word that is both is a verb where it stands, by the few words before and behind it.

`part_of_speech.toml` lists those words.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[\w'’$€£-]+|,")
_NEXT = re.compile(r"\s+([\w'’$€£-]+)")
_RELATIVE = re.compile(r"\s+that\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)\b")
_NEGATED = re.compile(r".*n['’]t\Z")


def is_verb(before: str, behind: str, is_third_person: bool) -> bool | None:
    """Whether a word is a verb between what stands `before` it in its clause and what stands `behind` it; None in doubt.

    With an s, a verb is in the third person: no infinitive and no imperative.
    """
    words = _words_before(before)
    following = _NEXT.match(behind)
    after = following[1].lower() if following and not _RELATIVE.match(behind) else ""
    if is_third_person:
        return _is_third_person(words, after)
    return _is_verb(words, after)


def _words_before(before: str) -> list[str]:
    """The last words, in their own letters, without adverbs between a verb and what it belongs to."""
    words = _WORD.findall(before)[-6:]
    while len(words) > 1 and _is_adverb(words[-1].lower()):
        words.pop()
    return words


def _is_adverb(word: str) -> bool:
    return word in _words("adverbs") or (
        len(word) > 4 and word.endswith("ly") and word not in _words("adjectives_in_ly")
    )


def _is_verb(words: list[str], after: str) -> bool | None:
    if not words or words[-1] == ",":
        return after in _words("objects")
    last, earlier = words[-1].lower(), [each.lower() for each in words[:-1]]
    if last == "to":
        return not (earlier and earlier[-1] in _words("noun_behind_to"))
    if last in _words("infinitive") or _NEGATED.match(last) or last.endswith(("'ll", "’ll")):
        return True
    if last in _words("plural_subjects") or last in ("'d", "’d"):
        return True
    if _are_people(words, after):
        return last in ("people", "police") or after in _words("objects")
    if _needs_noun(last):
        return False
    return _is_verb_behind_noun(words, after)


def _are_people(words: list[str], after: str) -> bool:
    """Whether several persons stand before it who may do something: neither a name nor one of them."""
    *earlier, last = words
    is_named = bool(earlier) and last[0].isupper()
    is_one = bool(earlier) and earlier[-1].lower() in ("a", "an")
    return (
        last.lower() in _words("people") and not is_named and not is_one and after not in _words("predicates")
    )


def _needs_noun(last: str) -> bool:
    """Whether no verb stands behind the word `last`, in the form that a noun has too."""
    known = last in _words("determiners") or last in _words("prepositions")
    return known or last.endswith(("'s", "’s")) or last[0].isdigit()


def _is_verb_behind_noun(words: list[str], after: str) -> bool | None:
    last, earlier = words[-1].lower(), [each.lower() for each in words[:-1]]
    if last in ("and", "or", "but", "then"):
        return _is_joined(earlier, after)
    if last in ("that", "which"):
        return after in _words("objects") or bool(
            earlier and _is_several(earlier[-1]) and earlier[-1] not in _words("saying")
        )
    if last in _words("anybody") or (_is_plural(last) and earlier and earlier[-1] in _words("asking")):
        return bool(set(earlier) & _words("asking"))
    if _is_plural(last) and not words[-1].isupper():
        return after not in _words("predicates")
    return after in _words("objects") and earlier[-1:] == ["and"]


def _is_joined(earlier: list[str], after: str) -> bool | None:
    """Behind and: a verb where it has an object, or another infinitive stands before it."""
    if after in _words("objects"):
        return True
    return None if set(earlier) & _words("infinitive") else False


def _is_third_person(words: list[str], after: str) -> bool:
    if not words or words[-1] == ",":
        return False
    last = words[-1].lower()
    if last in _words("singular_subjects"):
        return not (last in ("that", "which") and after in _words("predicates"))
    if _needs_noun(last) or last in _words("infinitive"):
        return False
    return after in _words("objects") and not _is_plural(last)


def _is_several(word: str) -> bool:
    return word in _words("people") or _is_plural(word)


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous", "'s", "’s"))
        and word not in _words("singular_s")
    )


@cache
def _words(row: str) -> frozenset[str]:
    return frozenset(_table()[row].split())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "part_of_speech.toml").read_text("utf-8"))
