"""Numbers in words by the names that a language gives in `cardinal.toml`, for those that no library counts rightly.

[names]
numbers = "nula jedna dva …"        0 to 99, in order; _ stands for a space within one
hundreds = "sto dvě_stě …"          100 to 900
and = "og"                          before what is left, unless such a word is in it already (or it is over `and_below`)
gap = ""                            between the hundreds and what is left; a space where it is not named

[[names.scales]]                    the largest first
value = 1000
one = "tisíc"                       1000 itself
few = "{} tisíce"                   by CLDR's categories of plural, with the count in the braces
other = "{} tisíc"
gender = "masculine"                what the count agrees with

[agreement]                         what changes in a number before a noun of that gender: pattern, replacement
feminine = [["dva$", "dvě"]]
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

Table = Mapping[str, Any]


def numeral(number: int, table: Table) -> str:
    """The cardinal, as it stands alone."""
    names = table["names"]
    for scale in names.get("scales", ()):
        if number >= scale["value"]:
            count, rest = divmod(number, scale["value"])
            return _join(_scale(count, scale, table), rest, scale.get("gap", " "), table)
    hundreds, rest = divmod(number, 100)
    if hundreds:
        return _join(_name(names["hundreds"], hundreds - 1), rest, names.get("gap", " "), table)
    return _name(names["numbers"], number)


def year(number: int, table: Table) -> str:
    """A year by hundreds, as the pattern `years` in `date.toml` says: `{}hundra{}`."""
    hundreds, rest = divmod(number, 100)
    if not 1100 <= number < 2000:
        return numeral(number, table)
    pattern: str = table["years"] if rest else table["whole_years"]
    return pattern.format(numeral(hundreds, table), numeral(rest, table))


def agreeing(said: str, gender: str, table: Table) -> str:
    """A number in words in the form that goes with a noun of `gender`; as it is where the language knows no other."""
    for pattern, other in table.get("agreement", {}).get(gender, ()):
        said = re.sub(pattern, other, said)
    return said


def name_of_amount(names: Any, amount: str, table: Table) -> str:
    """What `amount`, in figures, is of: one or many, or by CLDR's categories of plural. One name holds for all."""
    if isinstance(names, str):
        return names
    if not isinstance(names, Mapping):
        return str(names[0] if amount == "1" else names[1])
    last = amount.split()[-1].replace(table["decimal"], ".")
    return str(names.get(_category(last, table["language"])) or names["other"])


@lru_cache(4096)
def _category(amount: str, language: str) -> str:
    from pipeline.languages import cldr  # Babel takes 60 ms to load, and few languages need it

    return cldr.plural(Decimal(amount), language)


def _scale(count: int, scale: Table, table: Table) -> str:
    if count == 1 and "one" in scale:
        return str(scale["one"])
    said = agreeing(numeral(count, table), scale.get("gender", ""), table)
    return name_of_amount(scale, str(count), table).format(said)


def _join(head: str, rest: int, gap: str, table: Table) -> str:
    if not rest:
        return head
    names, tail = table["names"], numeral(rest, table)
    word = names.get("and")
    if word and f" {word} " not in tail and rest < names.get("and_below", rest + 1):
        return f"{head} {word} {tail}"
    return f"{names.get('before_more', {}).get(head, head)}{gap}{tail}"


def _name(listed: str, place: int) -> str:
    return listed.split()[place].replace("_", " ")
