"""What a site says of itself to readers of a language, on every page of it."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.config.tables import SiteWords
from pipeline.languages import Language, words
from pipeline.writers.configuration import FeedsConfiguration


def about_site(site: FeedsConfiguration, language: Language) -> Mapping[str, Any]:
    """What the site says of itself to readers of a language, for every page of it."""
    own = site.site_words.get(language.tag, SiteWords())
    about = own.about or site.site_about
    return {
        "title": own.title or site.site_title or words(language.tag)["articles"],
        "description": own.description or site.site_description,
        "about": [" ".join(part.split()) for part in re.split(r"\n\s*\n", about) if part.strip()],
        "publisher": own.author or site.site_author or site.owner,
        "contact": site.contact,
        "contact_shown": re.sub("^(mailto:|https?://)", "", site.contact).rstrip("/"),
        "funding": site.funding,
        "funding_words": own.funding or words(language.tag)["support"],
        "licence": site.licence,
        "licence_url": site.licence_url,
        "copyright": site.copyright,
    }
