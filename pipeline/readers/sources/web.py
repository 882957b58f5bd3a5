"""The web as an article's reading sees it: each address is asked once, and what came is kept in the store."""

import json
from time import monotonic

from pipeline.document.notices import Level, Notice
from pipeline.errors import ArticleNotFetched
from pipeline.infra import clock
from pipeline.infra.store import Store, key
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.sources.addresses import readable
from pipeline.readers.sources.fetch import Accepts, Fetched, fetch

PICTURES_S = 60.0
"""Seconds that all pictures of an article may take; the rest comes with the next run."""
_TEXTS = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/octet-stream",
    "application/rss",
    "application/atom",
)
_ALWAYS = ("address", "media_type", "charset")
_RECORDED = (*_ALWAYS, "etag", "modified")
"""What is kept of an answer beside its bytes."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Web:
    """The web for one reading."""

    def __init__(self, configuration: ReadingConfiguration) -> None:
        self._configuration = configuration
        self._anew = configuration.refetch and not configuration.offline
        self._store = Store(configuration.store)
        self._until: float | None = None

    def article(self, address: str, state: str = "") -> tuple[Fetched, Notice]:
        """The page at `address`, and when it was fetched; anew for another `state`. Raises `ArticleNotFetched`."""
        found, moment = self._keep(address, _is_text, state)
        message = f"Fetched on {moment[:16].replace('T', ' at ')} UTC and kept; --refetch fetches it again."
        return found, Notice("reading.fetched", Level.INFO, readable(address), message)

    def feed(self, address: str) -> bytes:
        """The feed at `address` as it is now, or offline as it came last. Raises `ArticleNotFetched`.

        A server that knows states is asked for what changed since it came last, in this run or an earlier one.
        """
        held = None if self._configuration.refetch else self._store.get(_key(address))
        self._anew = not self._configuration.offline
        return self._keep(address, _is_text, held=held)[0].data

    def picture(self, address: str) -> bytes:
        """The picture at `address`. Raises `ArticleNotFetched`."""
        self._until = self._until or monotonic() + PICTURES_S
        return self._keep(address, _is_picture)[0].data

    def _keep(
        self, address: str, accepts: Accepts, state: str = "", held: bytes | None = None
    ) -> tuple[Fetched, str]:
        own = _key(address, state)
        raw = None if self._anew else self._store.get(own)
        if raw is None:
            raw = self._ask(address, accepts, held)
            if raw != held:
                self._store.put(own, raw)
        return _unpack(raw)

    def _ask(self, address: str, accepts: Accepts, held: bytes | None) -> bytes:
        if self._configuration.offline:
            raise ArticleNotFetched(
                f"{readable(address)} was not fetched, because --offline was given.",
                "It is read offline once it has been fetched; or save it to a file and name that.",
            )
        if self._until is not None and monotonic() > self._until:
            raise ArticleNotFetched(
                f"{readable(address)} was not fetched, because the pictures took {PICTURES_S:g} s already.",
                "Run the same command again: what came is kept.",
            )
        before = _unpack(held)[0] if held else None
        found = fetch(address, accepts, allow_local=self._configuration.allow_local, held=before)
        return held if held and found is before else _packed(found)


def _key(address: str, state: str = "") -> str:
    return key("fetched", 1, address=address, **({"state": state} if state else {}))


def _packed(found: Fetched) -> bytes:
    """As the store keeps what came, with the moment."""
    record = {name: getattr(found, name) for name in _RECORDED if getattr(found, name) or name in _ALWAYS}
    moment = clock.now().replace(microsecond=0, tzinfo=None).isoformat()
    return json.dumps({**record, "moment": moment}).encode() + b"\n" + found.data


def _unpack(raw: bytes) -> tuple[Fetched, str]:
    head, _, data = raw.partition(b"\n")
    record = json.loads(head)
    return Fetched(data=data, **{name: record.get(name, "") for name in _RECORDED}), record["moment"]


def _is_text(media_type: str) -> bool:
    return not media_type or media_type == _WORD or media_type.startswith(_TEXTS)


def _is_picture(media_type: str) -> bool:
    return not media_type or media_type.startswith("image/") or media_type == "application/octet-stream"
