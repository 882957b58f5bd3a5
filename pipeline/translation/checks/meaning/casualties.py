"""The dead counted as injured, and the injured as dead: two numbers that changed places."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.languages import Language
from pipeline.translation.checks.amounts import Amount, amounts
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.figures import normalize_digits
from pipeline.translation.checks.meaning.lexicon import Mention, find_mentions

Counted = dict[str, frozenset[Fraction]]
"""How many are dead, how many hurt."""


def compare_casualties(
    source: str, target: str, of: Language, to: Language
) -> Iterator[tuple[Code, str, str]]:
    """Whether as many are dead in `target` as are hurt in `source`, and the other way round."""
    said, target_counts = count_casualties(source, of), count_casualties(target, to)
    if said.keys() != {"dead", "hurt"} or target_counts.keys() != {"dead", "hurt"}:
        return
    crossed = said["dead"] & target_counts["hurt"] and said["hurt"] & target_counts["dead"]
    if crossed and not said["dead"] & target_counts["dead"] and not said["hurt"] & target_counts["hurt"]:
        dead, hurt = (min(target_counts[kind]) for kind in ("dead", "hurt"))
        yield (
            Code.CASUALTY,
            f"The numbers of the killed and the injured changed places: the translation says {dead} killed and {hurt} injured.",
            f"{dead} {hurt}",
        )


def count_casualties(text: str, language: Language) -> Counted:
    """How many are dead and how many hurt in `text`; empty where it is not plain which number belongs to which word."""
    even = normalize_digits(text)
    words = [word for word in find_mentions(even, language).get("casualty", ()) if word.says]
    if sorted(word.concept for word in words) != ["dead", "hurt"]:
        return {}
    numbers = [amount for amount in amounts(even, language) if amount.firm and 1 not in amount.values]
    ways = [way for step in (-1, 1) if (way := _beside(words, numbers, step))]
    return min(ways, key=lambda way: way[0])[1] if ways else {}


def _beside(words: Sequence[Mention], numbers: Sequence[Amount], step: int) -> tuple[int, Counted] | None:
    """The numbers that stand next before (-1) or behind (1) the words, and how far off they are in all; None where a
    word has none, or another word stands between."""
    places: list[Mention | Amount] = [*words, *numbers]
    places.sort(key=lambda each: each.begin)
    off, found = 0, {}
    for word in words:
        place = places.index(word) + step
        other = places[place] if 0 <= place < len(places) else None
        if not isinstance(other, Amount):
            return None
        off += max(word.begin - other.end, other.begin - word.end)
        found[word.concept] = other.values
    return off, found
