"""A negation that is lost, or added."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.lexicon import Mention, find_mentions, has_words, without_kept

_CLOSE, _CLOSER = 100, 50
"""Characters up to which a sentence is translated closely enough that a denial stays one, and that an affirmation does.
Longer ones are translated more freely."""
_BEHIND = 20
"""Characters behind a negation in which a word turns it round."""
_TURNING = ("un", "without", "devoid", "hesita", "doubt", "fail", "deny")
_BOUNDS = ("until", "unless")


def compare_negation(
    source: str, target: str, of: Language, to: Language, *, running: bool
) -> Iterator[tuple[Code, str, str]]:
    """Whether only one of the two denies something.

    What may stand for a negation counts on the other side: to refuse, to fail, only, until. Headings are not `running`
    text, and say in other words what they say.
    """
    if not has_words("negation", of, to):
        return
    said, target_negations = (
        find_mentions(source, of).get("negation", ()),
        find_mentions(target, to).get("negation", ()),
    )
    lost = next((each for each in _without_cancelled(without_kept(said, target)) if each.says), None)
    added = next((each for each in without_kept(target_negations, source) if each.says), None)
    length = max(len(source), len(target))
    if lost and not target_negations and (length <= _CLOSE or of.fact("checks", "denies_plainly")):
        code = Code.NEGATION if length <= _CLOSE else Code.DENIAL
        yield code, f"“{lost.text}” has no counterpart: the translation denies nothing.", lost.text
    if added and not said and running and length <= _CLOSER:
        yield Code.NEGATED, f"The translation denies with {added.text} what the source says.", added.text


def _without_cancelled(said: Sequence[Mention]) -> Iterator[Mention]:
    """`said` without negations that the word behind turns round: not unlike, did not hesitate."""
    for negation, behind in zip_longest(said, said[1:]):
        if behind is None or behind.begin - negation.end > _BEHIND or not _turns(behind.text.casefold()):
            yield negation


def _turns(word: str) -> bool:
    return word.startswith(_TURNING) and word not in _BOUNDS
