"""Where a language is spoken most, by Unicode's CLDR."""

from functools import cache

from pipeline.languages import find


@cache
def with_territory(tag: str) -> str:
    """The locale of `tag` as Open Graph writes it, the language and the territory where most speak it: ko_KR, zh_TW."""
    from babel.core import get_global

    language = find(tag)
    known = get_global("likely_subtags")
    likely = known.get(language.tag.replace("-", "_")) or known[language.base]
    base, *_, territory = likely.split("_")
    return f"{base}_{territory}"
