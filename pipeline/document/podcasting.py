"""What podcasts agree on: the names of their XML, Apple's categories, and how a show gets its guid."""

import re
from collections.abc import Mapping
from uuid import UUID, uuid5

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
DESCRIPTION_BYTES = 4000
"""The longest description that Apple takes."""
EPISODES_A_PAGE = 300
"""More are paged (RFC 5005, section 3): apps fetch the first page often, and it must stay small."""
ALLOWED = frozenset({"p", "br", "a", "ul", "ol", "li", "strong", "b", "em", "i"})
"""The elements of show notes that apps show alike."""
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": (
        *("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    ),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        *("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden"),
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        *("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News"),
        "Tech News",
    ),
    "Religion & Spirituality": (
        *("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    ),
    "Science": (
        *("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences"),
        *("Nature", "Physics", "Social Sciences"),
    ),
    "Society & Culture": (
        *("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    ),
    "Sports": (
        *("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby"),
        *("Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
    ),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    "Technology": (),
    "True Crime": (),
}
"""Apple's categories, each with those below it."""

_LICENCES = re.compile(
    r"cc0-1\.0|cc-by(-nc)?(-sa|-nd)?-[1-4]\.[05](-[a-z]{2,3})?|public-domain|gfdl-1\.[1-3](-only|-or-later)?",
    re.IGNORECASE,
)
_SHOWS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def show_guid(address: str) -> UUID:
    """The `podcast:guid` of the feed at `address`, as the podcast namespace reckons it."""
    return uuid5(_SHOWS, re.sub("^[a-z]+://", "", address).rstrip("/"))


def categories(named: str) -> tuple[str, ...]:
    """`News > Politics` taken apart; empty when Apple knows no such category."""
    first, *below = (part.strip() for part in named.split(">"))
    good = first in CATEGORIES and (not below or (len(below) == 1 and below[0] in CATEGORIES[first]))
    return (first, *below) if good else ()


def known_licence(name: str) -> bool:
    """Whether apps know the licence by its SPDX identifier alone."""
    return bool(_LICENCES.fullmatch(name))
