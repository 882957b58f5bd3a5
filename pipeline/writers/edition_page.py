"""An edition's page: the text to read, and the recording to hear with it.

It is one file that needs no script to be read or heard and asks nothing of any other server. Text, ids and style are
the e-book's own, so what names a sentence in the captions names it here too, and in every other language.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.config.tables import Theme
from pipeline.document.article import Block, BlockKind, Edition, Role
from pipeline.document.excerpts import summary
from pipeline.document.pages import ENTRY, Page, PageKind
from pipeline.document.sound import Timeline
from pipeline.languages import Language, figures, languages, words
from pipeline.languages.regions import with_territory
from pipeline.writers.cover import COVER, SHOWN, SMALL_COVER, SMALL_SIDE, drawn_words
from pipeline.writers.downloads import SOUND, Link, downloads, link
from pipeline.writers.epub.markup import prose
from pipeline.writers.epub.pages import alternative, block, own_cover, picture_path
from pipeline.writers.links import on_one_page
from pipeline.writers.page_addresses import code, subscription
from pipeline.writers.page_files import extras, extras_address, snippet
from pipeline.writers.page_rendering import render, safe
from pipeline.writers.read_along import SLEEP_MINUTES, SPEEDS, cues, integrity, places, script_json

_PLAIN = Theme()
_STYLES = ("edition.css",)
_LATE = ("listening.css", "player.css")
_READING = ("late-style.js", "page-memory.js", "dialogs.js", "text-settings.js")
_PLAYING = (
    "sentences.js",
    "recording.js",
    "clipboard.js",
    "moments.js",
    "player.js",
    "loading.js",
    "shortcuts.js",
)
_SPOKEN = (
    "listen",
    "play",
    "pause",
    "resume",
    "link_copied",
    "copied",
    "not_copied",
    "sound_failed",
    "second_failed",
    "kept_offline",
    "not_kept",
)
"""Words that the script says."""
_LONG_TITLE = 90
"""Letters from which on a title is set smaller."""
_FOLDED = 6
"""With more languages than these their switch is folded, so that the text comes first."""

_SWITCH_FOLDED = re.compile(
    r'(?<=">\n)<details>\n<summary>[^\n]*</summary>\n(?P<list><ul class="switch">\n(?:<li>[^\n]*\n)*</ul>\n)</details>\n'
)


def edition_page(
    edition: Edition,
    timeline: Timeline,
    others: Mapping[str, int],
    siblings: Sequence[str],
    address: str = "",
    heard: str = "",
    theme: Theme = _PLAIN,
) -> bytes:
    """The page `index.html` of an edition's folder.

    `others` are the sizes in bytes of the edition's other files by name: its recording, e-book, captions and
    sections; `siblings` the languages of all editions of the article, this one's among them. What `pictures`
    gives must lie beside the edition's folder. `address` is where that folder will stand on the web, with a
    slash at its end, if that is known. `heard` is the recording's address from the page, where it is not its name.
    """
    language = languages()[edition.language]
    pages = on_one_page([track.page for track in timeline.tracks])
    kinds: Mapping[PageKind, Page] = {page.kind: page for page in pages}
    links = {name: link(name, size, language) for name, size in others.items()}
    fetched = list(downloads({name: each for name, each in links.items() if "/" not in name}, language))
    sound = dict(fetched).get(SOUND)
    return render(
        "edition.html",
        language,
        styles=_STYLES,
        late=_LATE,
        theme=theme,
        scripts=(*_READING, *_PLAYING) if sound else _READING,
        loaded=extras() if sound else b"",
        **_head(edition, timeline, address, language),
        **_switch(siblings, language),
        **_front(kinds[PageKind.COVER], language, drawn=SMALL_COVER in others),
        **_sound(timeline, sound, ", ".join(edition.article.authors), language),
        heard=heard or (sound.href if sound else ""),
        downloads=fetched,
        recordings=_recordings(pages, links),
        contents=_contents(kinds[PageKind.CONTENTS], language),
        sections=[
            _section(page, language) for page in pages if page.kind in (PageKind.SECTION, PageKind.END)
        ],
    )


def without(page: bytes, language: str) -> bytes:
    """An edition's page as `edition_page` makes it when the article has no edition in `language`, another one's.

    Pages of earlier versions had a switch in each section too.
    """
    text = page.decode()
    head = rf'<link rel="alternate" hreflang="{language}" href="\.\./{language}/index\.html">\n'
    link = rf'<li><a lang="{language}" dir="\w+" hreflang="{language}" href="\.\./{language}/index\.html[^"]*">[^<]*</a></li>\n'
    text = re.sub(f"^(?:{head}|{link})", "", text, flags=re.MULTILINE)
    empty = r'^<details class="here">\n<summary [^\n]*</summary>\n<ul class="switch">\n</ul>\n</details>\n'
    return _SWITCH_FOLDED.sub(_unfold, re.sub(empty, "", text, flags=re.MULTILINE), count=1).encode()


def _unfold(switch: re.Match[str]) -> str:
    """The switch of languages as it is when there are no more than these."""
    return switch["list"] if switch["list"].count("<li>") <= _FOLDED else switch[0]


def pictures(pages: Sequence[Page]) -> Mapping[str, bytes]:
    """The pictures that an edition's page shows, by path within the article's folder; all editions share them."""
    shown = (inner for page in pages for block in page.blocks for inner in block.walk())
    return {
        picture_path(one, one.picture): one.picture.data
        for one in shown
        if one.picture and not _is_made_small(one)
    }


def _head(edition: Edition, timeline: Timeline, address: str, language: Language) -> Mapping[str, Any]:
    return {
        "title": edition.article.title.text.strip(),
        "description": edition.article.description,
        "summary": summary(edition.article),
        "address": address,
        "locale": with_territory(edition.language),
        "subscription": subscription(address, language.tag),
        "code": safe(code(address)),
        "snippet": snippet(edition.article.title.text.strip(), address),
        "linked_data": safe(script_json(_linked_data(edition, timeline, address))),
        "preview": COVER,
        "cover_shows": _cover_shows(edition),
    }


def _switch(siblings: Sequence[str], language: Language) -> Mapping[str, Any]:
    shown = [languages()[tag] for tag in siblings]
    return {
        "siblings": shown,
        "folded": len(shown) > _FOLDED,
    }


def _front(page: Page, language: Language, *, drawn: bool) -> Mapping[str, Any]:
    """The title and what stands beneath it, and the cover: the author's, which is told, or the `drawn` one."""
    covers = [each for each in page.blocks if each.role is Role.COVER]
    title, *rest = [each for each in page.blocks if each.role is not Role.COVER]
    return {
        "heading": _markup([title], language),
        "long": len(title.text) > _LONG_TITLE,
        "stands_first": any(each.role is Role.SUBTITLE for each in rest),
        "front": _markup(rest, language),
        "cover": safe("".join(_cover(each, language) for each in covers)),
        "drawn": SMALL_COVER if drawn and not covers else "",
        "side": SMALL_SIDE,
    }


def _cover(figure: Block, language: Language) -> str:
    return own_cover(figure, SMALL_COVER) if _is_made_small(figure) else block(figure, language)


def _is_made_small(figure: Block) -> bool:
    """Whether a figure is the author's cover, which an edition's folder holds as a small picture."""
    return figure.role is Role.COVER and figure.picture is not None and figure.picture.media_type in SHOWN


def _sound(timeline: Timeline, sound: Link | None, artist: str, language: Language) -> Mapping[str, Any]:
    seconds = timeline.seconds(timeline.samples)
    fixed = words(language.tag)
    spoken = {name: fixed[name] for name in _SPOKEN}
    return {
        "sound": sound,
        "seconds": round(seconds),
        "clock": figures.clock(seconds, language.tag),
        "start": figures.clock(0, language.tag),
        "cues": safe(
            cues(
                timeline,
                {
                    "digits": figures.digits(language.tag),
                    "artist": artist,
                    "extras": (extras_address(), integrity(extras())),
                    "words": spoken,
                },
            )
        ),
        "places": places(timeline),
        "speeds": [(each, figures.speed(each, language.tag)) for each in SPEEDS],
        "sleeps": [(each * 60, figures.minutes(each, language.tag)) for each in SLEEP_MINUTES],
    }


def _cover_shows(edition: Edition) -> str:
    """The author's words for a cover of their own, nothing for one they say nothing of, and what ours says."""
    article = edition.article
    description = next((alternative(shown) for shown in article.front if shown.role is Role.COVER), None)
    if description:
        return " ".join(description.text.split())
    own = article.cover and article.cover.media_type in SHOWN
    return "" if own else drawn_words(article, words(edition.language))


def _contents(page: Page, language: Language) -> Mapping[str, Any]:
    heading, listed = page.blocks
    below_title = replace(heading, level=2)
    return {
        "id": heading.id,
        "heading": _markup([below_title], language),
        "list": _entries(listed, language),
    }


def _entries(listed: Block, language: Language) -> Mapping[str, Any]:
    entries = [
        {
            "id": item.id,
            "place": _place(item.id.removeprefix(ENTRY)),
            "text": safe(prose(item.sentences, language, links=False)),
            "lists": [_entries(inner, language) for inner in item.blocks],
        }
        for item in listed.blocks
    ]
    return {"id": listed.id, "entries": entries}


def _place(section: str) -> str:
    """Where a section begins in the page: a nested one with its heading."""
    return f"{section}-b1" if "-" in section else section


def _section(page: Page, language: Language) -> Mapping[str, Any]:
    first = next(iter(page.blocks), None)
    return {
        "id": page.id,
        "label": first.id if first and first.kind is BlockKind.HEADING else "",
        "body": _markup(page.blocks, language),
    }


def _recordings(pages: Sequence[Page], links: Mapping[str, Link]) -> Sequence[tuple[str, Link]]:
    """The recordings of the sections with their titles; their names are numbered in the sections' order."""
    titles = [page.title for page in pages if page.kind is PageKind.SECTION]
    named = sorted((name for name in links if name.startswith("sections/")), key=_number)
    return [(title, links[name]) for title, name in zip(titles, named, strict=True)] if named else []


def _number(name: str) -> int:
    return int(name.removeprefix("sections/").partition("-")[0])


def _markup(blocks: Sequence[Block], language: Language) -> str:
    return safe("\n".join(filter(None, (block(one, language) for one in blocks))))


def _linked_data(edition: Edition, timeline: Timeline, address: str) -> Mapping[str, Any]:
    """The article as search engines read it: Schema.org's NewsArticle, with its sound."""
    article = edition.article
    properties: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title.text.strip(),
        "inLanguage": edition.language,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "audio": {"@type": "AudioObject", "duration": f"PT{round(timeline.seconds(timeline.samples))}S"},
    }
    optional = {
        "datePublished": article.date,
        "description": article.description,
        "keywords": ", ".join(article.tags),
        "url": address,
    }
    return properties | {name: value for name, value in optional.items() if value}
