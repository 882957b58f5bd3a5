"""The feeds of a site: podcasts (RSS) and Atom, one a language, and a catalogue of the e-books (OPDS)."""

from pipeline.writers.feeds.shows import item_guid
from pipeline.writers.feeds.site_feeds import Feeds, feeds

__all__ = ["Feeds", "feeds", "item_guid"]
