"""Where everything will be found on the web, and what of the configuration stands against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from pipeline.document.podcasting import ATOM, CATEGORIES, categories, known_licence
from pipeline.document.sound import Artifact
from pipeline.errors import SettingsError
from pipeline.writers.configuration import FeedsConfiguration

SOUND = "feeds/sound"
"""The folder of the recordings under the names that feeds use."""

_LINK = f"{{{ATOM}}}link"


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of one site."""

    address: str
    """Of the output folder, without a slash at its end."""
    prefix: str = ""
    """What stands before the addresses of recordings in podcasts, so that downloads are counted."""

    def home(self) -> str:
        """The site's page."""
        return f"{self.address}/"

    def page(self, slug: str, language: str) -> str:
        """An edition's page."""
        return f"{self.address}/{quote(f'{slug}/{language}/index.html')}"

    def file(self, slug: str, file: Artifact) -> str:
        """A small file of an edition. It is fetched whole, so a mark that changes with the bytes is enough."""
        return f"{self.address}/{quote(f'{slug}/{file.path}')}?v={file.digest[:8]}"

    def sound(self, file: Artifact) -> str:
        """A recording, as feeds name it."""
        return f"{self.address}/{quote(sound_path(file))}"

    def counted(self, file: Artifact) -> str:
        """A recording, as podcasts name it: behind the prefix, where there is one, without the scheme that all have."""
        address = self.sound(file)
        return f"{self.prefix.rstrip('/')}/{address.removeprefix('https://')}" if self.prefix else address

    def feed(self, language: str, kind: str = "xml", page: int = 1) -> str:
        """A page of a language's feed."""
        return f"{self.address}/{quote(feed_path(language, kind, page))}"


def sound_path(file: Artifact) -> str:
    """Where a recording lies for feeds, named by its content.

    A player that was half-way through the old bytes goes on in the old file, whatever is published meanwhile;
    a mark behind `?` would give it the middle of the new ones, and some networks cache without regard to it.
    """
    stem, _, ending = file.path.rpartition("/")[2].rpartition(".")
    return f"{SOUND}/{stem}.{file.digest[:8]}.{ending}"


def feed_path(language: str, kind: str = "xml", page: int = 1) -> str:
    """Where a page of a language's feed lies."""
    return f"feeds/{language}{f'.{page}' if page > 1 else ''}.{kind}"


def places(configuration: FeedsConfiguration) -> Places:
    """The addresses by `configuration`; raises one `SettingsError` for all that is missing or wrong in them."""
    faults = [*_address_faults("base_url (--base-url)", configuration.base_url.strip())]
    if configuration.first_base_url:
        faults += _address_faults("first_base_url", configuration.first_base_url.strip())
    if not categories(configuration.category):
        faults.append(f"category = {configuration.category!r} is none of Apple's: {', '.join(CATEGORIES)}.")
    if configuration.owner_email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", configuration.owner_email):
        faults.append(f"owner_email = {configuration.owner_email!r} is not an e-mail address.")
    if configuration.licence and not configuration.licence_url and not known_licence(configuration.licence):
        faults.append(
            f"licence = {configuration.licence!r} is none that apps know by its name, as CC-BY-4.0; add licence_url."
        )
    if configuration.licence_url:
        faults += _address_faults("licence_url", configuration.licence_url.strip(), whole=False)
    if faults:
        missing = wanting(configuration)
        raise SettingsError(
            "The feeds cannot be written:\n" + "\n".join(f"  {fault}" for fault in (*faults, *missing)),
            "Set them in the table [site] of publish.toml.",
        )
    return Places(configuration.base_url.strip().rstrip("/"), configuration.statistics_prefix)


def address_of(base_url: str) -> str:
    """`base_url`, where the output folder will stand on the web, without a slash at its end; empty where nobody says.

    Raises `SettingsError` when what is said is no such address.
    """
    address = base_url.strip()
    if address and (faults := [*_address_faults("base_url (--base-url)", address)]):
        raise SettingsError(faults[0], "Correct it in the table [site] of publish.toml, or with --base-url.")
    return address.rstrip("/")


def address_in_feeds(output: Path) -> str:
    """The address of the output folder by the feeds that lie in it; empty where there are none, or none says it."""
    folder = output / "feeds"
    found = (_own_address(path) for path in sorted((*folder.glob("*.xml"), *folder.glob("*.atom"))))
    return next((address for address in found if address), "")


def wanting(configuration: FeedsConfiguration) -> tuple[str, ...]:
    """What directories ask for and is not set, a sentence each, by the names in `[site]`."""
    requirements = {
        "title": (configuration.site_title, "the first article's stands in for it"),
        "description": (configuration.site_description, "the newest article's stands in for it"),
        "owner": (configuration.owner, "the article's authors stand in for it"),
        "owner_email": (configuration.owner_email, "directories write to it before they list a show"),
        "copyright": (configuration.copyright, "apps show it"),
        "licence": (configuration.licence, "nobody knows what may be done with the recordings"),
    }
    return tuple(f"{name} is not set: {why}." for name, (value, why) in requirements.items() if not value)


def _own_address(feed: Path) -> str:
    from lxml import etree

    try:
        links = etree.parse(feed, etree.XMLParser(resolve_entities=False, no_network=True)).iter(_LINK)
        own = next((link.get("href", "") for link in links if link.get("rel") == "self"), "")
    except (OSError, etree.XMLSyntaxError):
        return ""
    address, found, _ = own.rpartition("/feeds/")
    return address if found else ""


def _address_faults(name: str, address: str, *, whole: bool = True) -> Iterator[str]:
    if not address:
        yield f"{name} is missing: the address where the output folder will be found on the web."
        return
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!-~]+", address):
        yield f"{name} {address!r} is not a web address such as https://example.org/podcast."
    elif whole and ("?" in address or "#" in address or "@" in parts.netloc):
        yield f"{name} {address!r} must have no query, fragment, user name or password."
