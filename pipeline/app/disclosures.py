"""What an edition says of itself in its own language: where its words come from, and that the voice is synthetic."""

from collections.abc import Iterable, Mapping
from string import Formatter

from pipeline.document.article import Edition, Origin
from pipeline.languages import words
from pipeline.languages.bylines import join_names
from pipeline.languages.dates import long_date
from pipeline.languages.figures import number
from pipeline.languages.isolation import fill
from pipeline.languages.plurals import form

_SHOWN = {"libretranslate": "LibreTranslate", "microsoft": "Microsoft", "mymemory": "MyMemory"}
"""Names of translators that a capital alone does not make."""
_MODELS = ("chat",)
"""Translators that say more by their model's name than by their own."""
_UNNAMED = "unnamed"
_SETTLED = ("reviewed", "final")
_WORDINGS = {
    Origin.ORIGINAL: (),
    Origin.MACHINE: ("machine_translated", "unreviewed_translation"),
    Origin.MIXED: ("mixed_by", "mixed_translation", "unreviewed_translation"),
    Origin.REVIEWED: ("reviewed_by", "reviewed_translation"),
}
"""The fixed words for each, the one that says most first."""


def disclosures(edition: Edition, own: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """A sentence each, for the page, the catalogue record, the feed and the voice.

    `own` is the settings' wording by language. Days and names come with the edition, so the sentences stay
    the same when the edition is made again.
    """
    fixed, mine = words(edition.language), own.get(edition.language, {})
    count = _shown_left(edition)
    known = {
        "engine": join_names(
            [*dict.fromkeys(readable_name(label) for label in edition.engines)], edition.language
        ),
        "reviewer": join_names([*_reviewers(edition)], edition.language),
        "date": _date(edition),
        "count": number(count, edition.language),
    }
    first = _wording(edition.origin, known, fixed, mine)
    left = mine.get("left_untranslated") or form(fixed, "left_untranslated", count, edition.language)
    voice = mine.get("synthetic_voice", fixed["synthetic_voice"])
    return tuple(
        fill(template, edition.language, known)
        for template in (first, left if count else "", voice)
        if template
    )


def readable_name(label: str) -> str:
    """A translator's name as readers know it; `label` is its name and version."""
    name, _, version = label.partition(" ")
    model = version.partition(" ")[0]
    if name in _MODELS and model not in ("", _UNNAMED):
        return model
    return _SHOWN.get(name) or name.capitalize()


def _wording(
    origin: Origin, known: Mapping[str, str], fixed: Mapping[str, str], mine: Mapping[str, str]
) -> str:
    """The words to say where the text comes from: own ones first, and those that need nothing unknown."""
    names = _WORDINGS[origin]
    fitting = [each[name] for each in (mine, fixed) for name in names if name in each]
    return next((template for template in fitting if all(known[name] for name in _places(template))), "")


def _places(words: str) -> list[str]:
    return [name for _, name, *_ in Formatter().parse(words) if name]


def _reviewers(edition: Edition) -> Iterable[str]:
    """Who reviewed, each once, in the order of their sentences."""
    return dict.fromkeys(each.who for each in edition.origins if each.standing in _SETTLED and each.who)


def _shown_left(edition: Edition) -> int:
    """How many sentences that can be seen stay in the article's language; the description is not on any page."""
    return len({sentence.id for sentence in edition.article.sentences()}.intersection(edition.left))


def _date(edition: Edition) -> str:
    """The last day on which machines translated or, where they did not, people reviewed."""
    open = [each.day for each in edition.origins if each.standing and each.standing not in _SETTLED]
    days = open or [each.day for each in edition.origins]
    last = max(days, default="")
    return long_date(last, edition.language) if last else ""
