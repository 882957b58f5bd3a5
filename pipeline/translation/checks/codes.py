"""Every finding about a translation: its number, which never changes its meaning, its level, and what it is."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.document.notices import Level, Notice


class Code(StrEnum):
    """The numbers; a `Notice` bears them as its code. A number that falls out of use is not given again."""

    EMPTY = "translation.T01-empty"
    ERROR_TEXT = "translation.T02-error-text"
    REPETITION = "translation.T03-repetition"
    UNTRANSLATED = "translation.T04-untranslated"
    SCRIPT = "translation.T05-script"
    CHINESE = "translation.T06-chinese"
    NUMBERS = "translation.T07-numbers"
    LETTERS = "translation.T08-letters"
    LENGTH = "translation.T09-length"
    ADDRESS = "translation.T10-address"
    BRACKETS = "translation.T11-brackets"
    QUOTATION = "translation.T12-quotation"
    END = "translation.T13-end"
    CHAT = "translation.T14-chat"
    PLACEHOLDER = "translation.T15-placeholder"
    TERM = "translation.T16-term"
    FORBIDDEN = "translation.T17-forbidden"
    KEPT = "translation.T18-kept"
    NAME = "translation.T19-name"
    PARTLY = "translation.T20-partly"
    TWICE = "translation.T21-twice"
    NEIGHBOURS = "translation.T22-neighbours"
    SHIFTED = "translation.T23-shifted"
    REGISTER = "translation.T24-register"
    RENDERINGS = "translation.T25-renderings"
    SENTENCES = "translation.T26-sentences"
    COUNTRY = "translation.T30-country"
    CITY = "translation.T31-city"
    ORGANISATION = "translation.T32-organisation"
    PERSON = "translation.T33-person"
    NEGATION = "translation.T34-negation"
    NEGATED = "translation.T35-negated"
    UNIT = "translation.T36-unit"
    CURRENCY = "translation.T37-currency"
    WEEKDAY = "translation.T38-weekday"
    MONTH = "translation.T39-month"
    HOUR = "translation.T40-hour"
    COMPASS = "translation.T41-compass"
    PERCENT = "translation.T42-percent"
    COMPARISON = "translation.T43-comparison"
    CASUALTY = "translation.T44-casualty"
    HEDGE = "translation.T45-hedge"
    GENDER = "translation.T46-gender"
    ADDED = "translation.T47-added"
    ITEM = "translation.T48-item"
    TAIL = "translation.T49-tail"
    MIXED = "translation.T50-mixed"
    AMOUNTS = "translation.T60-amounts"
    RATHER = "translation.T61-rather"
    DENIAL = "translation.T51-denial"
    ROUND_TRIP = "translation.T52-round-trip"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a number stands for."""

    level: Level
    words: str
    """One line, for the table in the documentation."""
    of_sense: bool = False
    """Whether a sentence may say something else than its source; a warning of that is shown before all others."""


_SERIOUS, _DOUBTFUL = Level.ERROR, Level.WARNING

MEANINGS = {
    Code.EMPTY: Meaning(_SERIOUS, "There is no translation, or none with letters in it."),
    Code.ERROR_TEXT: Meaning(_SERIOUS, "A service's error message stands where the translation should be."),
    Code.REPETITION: Meaning(_SERIOUS, "The translation says the same again and again."),
    Code.UNTRANSLATED: Meaning(_SERIOUS, "The translation is the source text."),
    Code.SCRIPT: Meaning(_SERIOUS, "The translation is not written in the script of its language."),
    Code.CHINESE: Meaning(
        _SERIOUS, "Simplified characters in a Traditional Chinese edition, or the reverse."
    ),
    Code.NUMBERS: Meaning(_SERIOUS, "A number is missing, added or has another value."),
    Code.AMOUNTS: Meaning(
        _DOUBTFUL,
        "A small number in words, a month or a converted measure has no counterpart, or only about one.",
    ),
    Code.LETTERS: Meaning(_DOUBTFUL, "Han characters in Korean, or kana or Hangul in Chinese."),
    Code.LENGTH: Meaning(
        _SERIOUS, "The translation is far too short or too long: something is missing or added."
    ),
    Code.RATHER: Meaning(
        _DOUBTFUL,
        "The translation is shorter or longer than most: look whether something is missing or added.",
    ),
    Code.ADDRESS: Meaning(_SERIOUS, "A web or mail address is missing, changed or added."),
    Code.BRACKETS: Meaning(_DOUBTFUL, "Brackets do not pair."),
    Code.QUOTATION: Meaning(
        _DOUBTFUL, "Quotation marks do not pair, within the sentence nor with those beside it."
    ),
    Code.END: Meaning(_DOUBTFUL, "The sentence ends with another kind of mark than its source."),
    Code.CHAT: Meaning(_SERIOUS, "A chat model speaks about its work, or thinks aloud."),
    Code.PLACEHOLDER: Meaning(_SERIOUS, "A placeholder or a tag is missing, damaged or added."),
    Code.TERM: Meaning(_DOUBTFUL, "A term of the glossary has not the rendering that the glossary gives."),
    Code.FORBIDDEN: Meaning(_SERIOUS, "A rendering stands there that the glossary forbids."),
    Code.KEPT: Meaning(_SERIOUS, "Something that must not be translated was, or is missing."),
    Code.NAME: Meaning(_DOUBTFUL, "A name in Latin letters is spelt otherwise than in the source."),
    Code.PARTLY: Meaning(_SERIOUS, "A part of the sentence is still in the source language."),
    Code.TWICE: Meaning(_SERIOUS, "The translation says its sentence twice."),
    Code.NEIGHBOURS: Meaning(_SERIOUS, "Different sentences, one after the other, have one translation."),
    Code.SHIFTED: Meaning(_SERIOUS, "Translations stand at their neighbours' places."),
    Code.REGISTER: Meaning(_DOUBTFUL, "Korean speaks politely in some sentences and plainly in others."),
    Code.RENDERINGS: Meaning(_DOUBTFUL, "One name has two renderings."),
    Code.SENTENCES: Meaning(
        _DOUBTFUL, "There are fewer sentences than in the source, and fewer letters: one may be missing."
    ),
    Code.COUNTRY: Meaning(_SERIOUS, "A country or a nationality stands there for another.", of_sense=True),
    Code.CITY: Meaning(_SERIOUS, "A city stands there for another.", of_sense=True),
    Code.ORGANISATION: Meaning(_SERIOUS, "An organisation stands there for another.", of_sense=True),
    Code.PERSON: Meaning(_DOUBTFUL, "A person's name is another, or has no counterpart.", of_sense=True),
    Code.NEGATION: Meaning(_SERIOUS, "A negation is lost in a short sentence.", of_sense=True),
    Code.NEGATED: Meaning(_DOUBTFUL, "A negation is added.", of_sense=True),
    Code.UNIT: Meaning(_SERIOUS, "A number has another unit of measure or of time.", of_sense=True),
    Code.CURRENCY: Meaning(_SERIOUS, "A currency stands there for another.", of_sense=True),
    Code.WEEKDAY: Meaning(_SERIOUS, "A day of the week stands there for another.", of_sense=True),
    Code.MONTH: Meaning(_SERIOUS, "A month stands there for another.", of_sense=True),
    Code.HOUR: Meaning(
        _SERIOUS, "Morning stands there for afternoon or evening, or the reverse.", of_sense=True
    ),
    Code.COMPASS: Meaning(_DOUBTFUL, "A point of the compass stands there for another.", of_sense=True),
    Code.PERCENT: Meaning(_SERIOUS, "Percent, percentage points and per mille are mixed up.", of_sense=True),
    Code.COMPARISON: Meaning(
        _SERIOUS, "“More than” stands there for “less than”, or the reverse.", of_sense=True
    ),
    Code.CASUALTY: Meaning(_SERIOUS, "Killed stands there for injured, or the reverse.", of_sense=True),
    Code.HEDGE: Meaning(
        _DOUBTFUL, "“Alleged”, “may” or the like is lost: a suspicion became a fact.", of_sense=True
    ),
    Code.GENDER: Meaning(_DOUBTFUL, "A woman stands there for a man, or the reverse.", of_sense=True),
    Code.ADDED: Meaning(
        _DOUBTFUL,
        "A sentence more than in the source, and more letters: it may have been added.",
        of_sense=True,
    ),
    Code.ITEM: Meaning(_DOUBTFUL, "A list is shorter than in the source.", of_sense=True),
    Code.TAIL: Meaning(_SERIOUS, "The end is said again.", of_sense=True),
    Code.MIXED: Meaning(_SERIOUS, "A name is written half in one script and half in another.", of_sense=True),
    Code.DENIAL: Meaning(_DOUBTFUL, "A negation may be lost in a longer sentence.", of_sense=True),
    Code.ROUND_TRIP: Meaning(_DOUBTFUL, "Translated back, it says something else.", of_sense=True),
}
"""One row a number."""


def notice(code: Code, where: str, text: str, evidence: str = "") -> Notice:
    """The finding `code`, at its own level."""
    return Notice(code, MEANINGS[code].level, where, text, evidence)


def rank(notice: Notice) -> int:
    """Where a finding stands among others: what is serious first (0), then what may change the sense, then the rest (2)."""
    if notice.level is Level.ERROR:
        return 0
    return 1 if notice.code in _OF_SENSE else 2


def is_shown_first(notice: Notice) -> bool:
    """Whether a person should look at it before the rest: it is serious, or the sense may have changed."""
    return rank(notice) < 2


_OF_SENSE = frozenset(code for code, meaning in MEANINGS.items() if meaning.of_sense)
