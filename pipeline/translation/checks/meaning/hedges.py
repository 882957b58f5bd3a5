"""Words that keep a suspicion or a chance from being a fact: alleged, reportedly, may, perhaps."""

from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.lexicon import find_mentions, has_words

_ALL, _IN_LONG = frozenset({"alleged", "possible"}), frozenset({"alleged"})
_CLOSE = 100
"""Characters: longer sentences are translated so freely that a chance is said by any of their words."""


def find_lost_hedge(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """The first such word of `source` for which `target` has none of its sort."""
    if not has_words("hedge", of, to):
        return
    said, target_hedges = (
        find_mentions(source, of).get("hedge", ()),
        find_mentions(target, to).get("hedge", ()),
    )
    answered = {concept for each in target_hedges for concept in each.concepts}
    kinds = _ALL if len(source) <= _CLOSE else _IN_LONG
    lost = next((each for each in said if each.says & kinds and not each.concepts & answered), None)
    if lost:
        yield Code.HEDGE, f"“{lost.text}” has no counterpart: the translation says it as a fact.", lost.text
