"""What an amount's neighbours make of it: a fraction's parts, a range's scale, the half of the day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product, zip_longest

from pipeline.languages.numbers import MEASURES, Grammar, Phrase
from pipeline.languages.numbers.formula import Formula, Names
from pipeline.languages.numbers.phrases import SIGNS
from pipeline.translation.checks.amounts.amount import Amount, Certainty, Made
from pipeline.translation.checks.amounts.making import unit_at


def apply_phrases(text: str, found: Sequence[Made], grammar: Grammar) -> Sequence[Made]:
    """`found` in `text` after all phrases of the language were applied, in their order."""
    skeleton = _Skeleton.of(text, found)
    for phrase in grammar.phrases if found else ():
        changed = _apply(phrase, text, skeleton, grammar)
        if changed is not None:
            skeleton = _Skeleton.of(text, changed)
    found = skeleton.found
    return [_share_unit(text, each, after) for each, after in zip_longest(found, found[1:])]


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A text with one sign for each amount."""

    text: str
    found: Sequence[Made]
    places: Mapping[int, int]
    """Which amount stands at which place of it."""

    @classmethod
    def of(cls, text: str, found: Sequence[Made]) -> "_Skeleton":
        pieces: list[str] = []
        places: dict[int, int] = {}
        begin = length = 0
        for number, each in enumerate(found):
            pieces += [text[begin : each.amount.begin], each.sign]
            length += each.amount.begin - begin + 1
            places[length - 1] = number
            begin = each.amount.end
        return cls("".join([*pieces, text[begin:]]), found, places)


_BETWEEN = re.compile(r"[^\d.,;:()（）。，；]{1,6}")


def _share_unit(text: str, each: Made, after: Made | None) -> Made:
    """The first of a range with the unit of the second: 2 to 4 inches."""
    if after is None or each.amount.unit or not after.amount.unit:
        return each
    if not _BETWEEN.fullmatch(text[each.amount.end : after.amount.begin]):
        return each
    return replace(each, amount=replace(each.amount, unit=after.amount.unit))


def _apply(phrase: Phrase, text: str, skeleton: _Skeleton, grammar: Grammar) -> Sequence[Made] | None:
    """The amounts after `phrase` was applied; None when it changes nothing."""
    changed = list(skeleton.found)
    gone: set[int] = set()
    met = False
    for match in phrase.pattern.finditer(skeleton.text):
        numbers = {
            name: skeleton.places[match.start(name)] for name, sign in match.groupdict().items() if sign
        }
        if not gone.isdisjoint(numbers.values()):
            continue
        chosen = {name: changed[number] for name, number in numbers.items()}
        first, *others = sorted(numbers.values())
        if phrase.value:
            joint = _joint(phrase, chosen, text, grammar)
            if joint is not None:
                changed[first], met = joint, True
                gone.update(others)
        else:
            changed[numbers[phrase.of]], met = _alter(phrase, chosen), True
    return [each for number, each in enumerate(changed) if number not in gone] if met else None


def _joint(phrase: Phrase, chosen: dict[str, Made], text: str, grammar: Grammar) -> Made | None:
    """The one amount that a phrase makes of others."""
    values = frozenset(_values(phrase, chosen, phrase.value))
    if not values:
        return None
    parts = tuple(sorted((each.amount for each in chosen.values()), key=lambda amount: amount.begin))
    begin, end = parts[0].begin, parts[-1].end
    amount = Amount(
        values,
        frozenset(_values(phrase, chosen, phrase.also)),
        max(part.certainty for part in parts),
        text[begin:end],
        begin,
        end,
        worded=all(part.worded for part in parts),
        unit=MEASURES.get(phrase.unit) or unit_at(text, end, grammar),
        parts=parts,
    )
    return Made(_as(phrase.becomes, amount), SIGNS["joint"])


def _alter(phrase: Phrase, chosen: dict[str, Made]) -> Made:
    made = chosen[phrase.of]
    if phrase.when and not any(phrase.when(names) is not None for names in _names(chosen)):
        return made
    more = frozenset(_values(phrase, chosen, phrase.also))
    amount = _as(phrase.becomes, replace(made.amount, also=made.amount.also | more))
    sign = SIGNS[phrase.becomes] if phrase.becomes in ("month", "vague", "loose") else made.sign
    return replace(made, amount=amount, sign=sign)


def _as(becomes: str, amount: Amount) -> Amount:
    match becomes:
        case "month":
            return replace(amount, month=True, certainty=Certainty.LIKELY)
        case "vague":
            return replace(amount, vague=True, certainty=Certainty.LOOSE)
        case "loose":
            return replace(amount, certainty=Certainty.LOOSE)
        case "firm":
            return replace(amount, certainty=max(amount.certainty, Certainty.PASSING))
        case "sure":
            return replace(amount, certainty=Certainty.SURE)
    return amount


def _values(phrase: Phrase, chosen: dict[str, Made], formulas: Sequence[Formula]) -> Iterator[Fraction]:
    for names in _names(chosen):
        if phrase.when is None or phrase.when(names) is not None:
            yield from (value for each in formulas if (value := each(names)) is not None)


def _names(chosen: dict[str, Made]) -> Iterator[Names]:
    """What the letters of a formula stand for: a number, its scale (`at`), its length (`al`), what it means as a part
    (`ap`)."""
    fixed = {f"{name}t": each.times for name, each in chosen.items()}
    fixed |= {f"{name}l": Fraction(len(each.amount.text)) for name, each in chosen.items()}
    fixed |= {f"{name}p": each.part for name, each in chosen.items() if each.part is not None}
    for values in product(*(sorted(each.amount.values) for each in chosen.values())):
        yield {**fixed, **dict(zip(chosen, values, strict=True))}
