"""The checks that need no more than one sentence and its translation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.document.excerpts import shorten
from pipeline.languages import Language
from pipeline.languages.sentences import split
from pipeline.translation.checks import lengths, names, numbers, script_check, symbols, wording
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.lengths import Bounds
from pipeline.translation.checks.meaning import compare_meaning
from pipeline.translation.checks.pair import Pair
from pipeline.translation.glossary import Glossary

_SHOWN = 60
"""Characters of evidence shown in a text."""


@dataclass(frozen=True, slots=True)
class Said:
    """A pair that has a translation, and all that is needed to judge it."""

    pair: Pair
    source: str
    target: str
    """Both without what is kept and without addresses."""
    of: Language
    to: Language
    glossary: Glossary


_OFFERED = 3
"""Renderings of a term that a finding names."""
_MERGED = -1.3
"""Spreads: people make one sentence of two that is shorter by less."""
_RATHER_SHORT = -0.8
"""Spreads: a sentence that is shorter and has no mark at its end was cut off; a longer one only lacks the mark."""

_CUT = -2.0
"""Spreads: a sentence shorter than this that has no mark at its end was cut off for certain."""

Found = tuple[Code, str, str]
"""A number, words for a person, and the evidence."""


def unusable(pair: Pair, of: Language, to: Language, glossary: Glossary) -> Iterator[Found]:
    """Why the translation cannot stand at all, the gravest first."""
    if not (pair.target or "").strip():
        yield Code.EMPTY, "There is no translation.", ""
        return
    said = _say(pair, of, to, glossary)
    if script_check.has_letters(said.source) and not script_check.has_letters(said.target):
        yield Code.EMPTY, "There are no letters in the translation.", pair.target or ""
        return
    for check in _UNUSABLE:
        yield from check(said)


def doubtful(pair: Pair, of: Language, to: Language, glossary: Glossary) -> Iterator[Found]:
    """What else is wrong or doubtful in a translation that may be used."""
    said = _say(pair, of, to, glossary)
    for check in _DOUBTFUL:
        yield from check(said)


def _say(pair: Pair, of: Language, to: Language, glossary: Glossary) -> Said:
    source, target = pair.source, pair.target or ""
    for same in (*pair.kept, *symbols.addresses(source), *symbols.addresses(target)):
        source, target = source.replace(same, " "), target.replace(same, " ")
    return Said(pair, source, target, of, to, glossary)


def _error_text(said: Said) -> Iterator[Found]:
    if wording.error_text(said.target) and not wording.error_text(said.source):
        yield Code.ERROR_TEXT, "It is an error message of the service.", said.target


def _talk(said: Said) -> Iterator[Found]:
    if found := wording.talk(said.source, said.target):
        yield Code.CHAT, f"The translator speaks about its work: {shorten(found, _SHOWN)}", found


def _loop(said: Said) -> Iterator[Found]:
    if found := wording.loop(said.source, said.target):
        yield Code.REPETITION, f"It repeats itself: {shorten(found, _SHOWN)}", found


def _untranslated_findings(said: Said) -> Iterator[Found]:
    same_script = said.of.script == said.to.script
    running = said.pair.running
    if wording.is_untranslated(said.source, said.target, same_script=same_script, running=running):
        if not wording.foreign(said.source, said.of):
            yield Code.UNTRANSLATED, "It is the source text.", said.target
        return
    target = wording.without_foreign(said.source, said.target, said.of)
    if script_check.wrong_script(said.source, target, said.to):
        yield Code.SCRIPT, f"It is not written in {said.to.name}.", said.target
    elif part := wording.left_in_source(said.source, target, said.to):
        yield Code.PARTLY, f"A part is not translated: {shorten(part, _SHOWN)}", part


def _chinese(said: Said) -> Iterator[Found]:
    if found := script_check.wrong_chinese(said.target, said.to):
        yield Code.CHINESE, f"Characters that {said.to.name} has not: {found[:10]}", found


def _address(said: Said) -> Iterator[Found]:
    lost = [address for address in said.pair.kept if address not in (said.pair.target or "")]
    if changed := dict.fromkeys(
        (*symbols.changed_addresses(said.pair.source, said.pair.target or ""), *lost)
    ):
        yield (
            Code.ADDRESS,
            f"An address or a code is missing or changed: {', '.join(changed)}",
            " ".join(changed),
        )


def _placeholder(said: Said) -> Iterator[Found]:
    if changed := symbols.changed_placeholders(said.source, said.target):
        yield (
            Code.PLACEHOLDER,
            f"A placeholder is missing or changed: {', '.join(changed)}",
            " ".join(changed),
        )


def _length(said: Said) -> Iterator[Found]:
    source = wording.without_foreign(said.target, said.source, said.of)
    target = wording.without_foreign(said.source, said.target, said.of)
    bounds = lengths.out_of_bounds(source, target, said.of, said.to)
    strange = lengths.strangeness(source, target, said.of, said.to) or 0.0
    short = strange < 0
    if bounds is Bounds.FAR or (strange < _CUT and symbols.lacks_end_mark(said.source, said.target, said.to)):
        word = "short: a part may be missing" if short else "long: something may have been added"
        yield Code.LENGTH, f"It is far too {word}.", said.target
    elif bounds is Bounds.NEAR:
        word = "short: look for a part that is missing" if short else "long: look for something added"
        yield Code.RATHER, f"It is rather {word}.", said.target


def _numbers(said: Said) -> Iterator[Found]:
    comparison = numbers.compare(said.source, said.target, said.of, said.to)
    missing, added = ([each.text for each in side] for side in (comparison.missing, comparison.added))
    if missing or added:
        parts = [f"not in the translation: {', '.join(missing)}"] if missing else []
        parts += [f"not in the source: {', '.join(added)}"] if added else []
        code, words = _DIFFER if comparison.certain else _MAY_DIFFER
        yield code, f"{words}; {'; '.join(parts)}.", " ".join((*missing, *added))
    elif comparison.bare:
        yield Code.AMOUNTS, f"A number may be missing before or after {comparison.bare}.", comparison.bare


_DIFFER = Code.NUMBERS, "The numbers differ"
_MAY_DIFFER = Code.AMOUNTS, "The numbers may differ"


def _twice(said: Said) -> Iterator[Found]:
    if found := wording.said_twice(said.source, said.target, said.to):
        yield Code.TWICE, f"It says the same twice: {shorten(found, _SHOWN)}", found


def _sentences(said: Said) -> Iterator[Found]:
    source, target = split(said.source, said.of.tag), split(said.target, said.to.tag)
    strange = lengths.strangeness(said.source, said.target, said.of, said.to)
    if len(target) < len(source) and strange is not None and strange < _MERGED:
        yield (
            Code.SENTENCES,
            f"{len(source)} sentences became {len(target)}, and shorter; one may be missing.",
            said.target,
        )


def _letters(said: Said) -> Iterator[Found]:
    if found := script_check.foreign_letters(said.source, said.target, said.to):
        yield Code.LETTERS, f"Letters of another script stand in it: {shorten(found, _SHOWN)}", found


def _brackets(said: Said) -> Iterator[Found]:
    if found := symbols.unpaired_bracket(said.source, said.target):
        yield Code.BRACKETS, f"A bracket has no other half: {found}", found


def _quotation(said: Said) -> Iterator[Found]:
    if found := symbols.unpaired_quote(said.source, said.target, said.to):
        yield Code.QUOTATION, f"A quotation mark has no other half: {found}", found


def _last_sign(said: Said) -> Iterator[Found]:
    strange = lengths.strangeness(said.source, said.target, said.of, said.to)
    short = strange is None or strange < _RATHER_SHORT
    if said.pair.running and (found := symbols.other_end(said.source, said.target, said.to, short=short)):
        yield Code.END, "It ends with another mark than its source; the end may be missing.", found


def _name(said: Said) -> Iterator[Found]:
    if found := names.misspelt(said.source, said.target, said.to):
        yield Code.NAME, f"A name may be misspelt: {found}", found


def _terms(said: Said) -> Iterator[Found]:
    for term, words in said.glossary.forbidden_words(said.source, said.target):
        yield Code.FORBIDDEN, f"“{words}” must not be said for “{term.source}”.", words
    for term in said.glossary.lost_terms(said.source, said.target):
        if term.keep:
            yield Code.KEPT, f"“{term.source}” must stay as it is.", term.source
        else:
            yield (
                Code.TERM,
                f"“{term.source}” should be {' or '.join(term.renderings[:_OFFERED])}.",
                term.source,
            )


def _meaning(said: Said) -> Iterator[Found]:
    yield from compare_meaning(said.source, said.target, said.of, said.to, running=said.pair.running)


_UNUSABLE: tuple[Callable[[Said], Iterator[Found]], ...] = (
    _error_text, _talk, _loop, _untranslated_findings, _chinese, _address, _placeholder,
)  # fmt: skip
_DOUBTFUL: tuple[Callable[[Said], Iterator[Found]], ...] = (
    _numbers, _length, _twice, _sentences, _letters, _brackets, _quotation, _last_sign, _name, _terms, _meaning,
)  # fmt: skip
