"""Where a language is spoken most, and whose usage is written, by Unicode's CLDR."""

from functools import cache

from pipeline.errors import UnknownLanguage
from pipeline.languages.language import find
from pipeline.languages.tags import subtags_of


@cache
def with_territory(tag: str) -> str:
    """The locale of `tag` as Open Graph writes it, the language and the territory where most speak it: ko_KR, zh_TW.

    The language alone where CLDR is silent.
    """
    from babel.core import get_global

    language = find(tag)
    known = get_global("likely_subtags")
    likely = known.get(language.tag.replace("-", "_")) or known.get(language.base, language.base)
    base, *others = likely.split("_")
    return "_".join((base, *others[-1:]))


def other_usage(name: str) -> str:
    """What a person should know who asked for a language by `name`, a tag: that another region's usage is written.

    Empty where nothing is to be said, and for what names no language.
    """
    try:
        language = find(name)
    except UnknownLanguage:
        return ""
    asked = subtags_of(name.strip().lower().replace("_", "-").split("-")[1:]).region.upper()
    if not language.region or asked in ("", language.region):
        return ""
    from babel.core import Locale

    usage = Locale.parse("en").territories[language.region]
    return f"{name.strip()} is written as {language.name} in the usage of {usage}."
