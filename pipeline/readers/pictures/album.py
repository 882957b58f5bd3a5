"""The pictures of an article: beside it, within it, or on the web; known by their content, and made safe.

What the author keeps beside the article must be in order, or else reading stops: an editor wants to know.
One that is not there is set aside with a warning, and so is what comes along with a page from elsewhere
when it cannot be used; with it goes what it shows.
"""

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from pipeline.document.article import Picture
from pipeline.document.notices import Level, Notice
from pipeline.document.plain_files import read_plain_file
from pipeline.errors import ArticleError, PictureError
from pipeline.infra.http.addresses import join
from pipeline.readers.pictures.site_folders import candidates, site_folder

LARGEST = 20_000_000
"""Bytes of one picture."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DATA = re.compile(r"data:(?:image/[\w.+-]+)?(?:;[\w-]+=[^;,]*)*(?P<base64>;base64)?,", re.IGNORECASE)

Fetch = Callable[[str], bytes]
"""The bytes at an address; raises the `ArticleError` that says why there are none."""


class Album:
    """The pictures of one article, each read once, each with a name of its own."""

    def __init__(
        self, folder: Path, address: str = "", fetch: Fetch | None = None, *, own: bool = True
    ) -> None:
        """Of an article in `folder`, or that stood at `address` on the web.

        Pictures from the web are left where they are unless there is a way to `fetch` them. `own`
        says that the article was written for this folder; a saved page was not.
        """
        self.notices: list[Notice] = []
        """What was set aside or changed, in order."""
        self._folder = folder
        self._address = address
        self._fetch = fetch
        self._own = own
        self._known: dict[str, Picture | None] = {}

    def picture(self, address: str, where: str, shows: str = "") -> Picture | None:
        """The picture at `address`, as written in mark-up; None when it was set aside.

        `where` is the place in the article, for notices; `shows` is its alternative text and its
        caption, kept whole in the notice when the picture is set aside. A site's own path (`/assets/…`) is
        looked for from the article's folder up to the site's. Raises `PictureError` for a picture of the
        author's own that lies outside both, is damaged, or of a kind that e-books cannot show.
        """
        address = address.strip()
        inline = address[:5].lower() == "data:"
        shown = "in the text itself" if inline else address[:80] or "without an address"
        if not inline and self._address:
            address = join(self._address, address)
        if not inline and (_SCHEME.match(address) or address.startswith(("//", "\\\\"))):
            return self._remember(address, lambda: self._remote(address, where, shows))
        if inline:
            known = f"data:{sha256(address.encode()).hexdigest()}"
            return self._remember(known, lambda: self._inline(address, f"The picture {shown}", where, shows))
        return self._local(address, shown, where, shows)

    def embed(self, data: bytes, stem: str, where: str, shows: str = "") -> Picture | None:
        """The picture `data` out of the article's own file, to be called `stem`; None when it was set aside."""

        def make() -> Picture | None:
            try:
                return self._make(data, stem, f"The picture {stem}", where)
            except PictureError as error:
                return self._aside("unusable", where, error, shows)

        return self._remember(f"data:{sha256(data).hexdigest()}", make)

    def _remember(self, known: str, make: Callable[[], Picture | None]) -> Picture | None:
        if known not in self._known:
            self._known[known] = make()
        return self._known[known]

    def _local(self, address: str, shown: str, where: str, shows: str) -> Picture | None:
        try:
            path = self._inside(address, where)
            what = f"{where}: the picture {shown}"
            if path is None:
                wish = f"Put it into {self._folder.resolve()}, or correct its name."
                return self._aside(
                    "unusable", where, PictureError(f"There is not a picture {shown}.", wish), shows
                )
            return self._remember(str(path), lambda: self._make(_read(path, what), path.stem, what, where))
        except PictureError as error:
            if self._own:
                raise
            return self._aside("unusable", where, error, shows)

    def _inside(self, address: str, where: str) -> Path | None:
        """The file of the picture, in the article's folder or in its site; None when it is in neither."""
        stem = where.partition(":")[0].rpartition(".")[0]
        try:
            folder = self._folder.resolve()
            site = site_folder(folder) if self._own else None
            there = [
                path for each in candidates(folder, site, address, stem) if (path := each.resolve()).is_file()
            ]
        except (OSError, ValueError, RuntimeError):
            return None
        allowed = next((path for path in there if path.is_relative_to(site or folder)), None)
        if there and not allowed and not address.startswith(("/", "~", "@")):
            raise PictureError(
                f"{where}: the picture {address[:80]} lies outside the article's folder.",
                f"Copy it into {folder}.",
            )
        return allowed

    def _inline(self, address: str, what: str, where: str, shows: str) -> Picture | None:
        try:
            return self._make(_decode(address, what), "picture", what, where)
        except PictureError as error:
            return self._aside("unusable", where, error, shows)

    def _remote(self, address: str, where: str, shows: str) -> Picture | None:
        web = urlsplit(address).scheme in ("http", "https", "") if _valid(address) else False
        if not web or self._fetch is None:
            wish = "Save it beside the article, or allow fetching with --fetch-pictures."
            why = PictureError(
                f"The picture {address[:80]} was skipped, because it is not in the article's folder.",
                wish if web else "Save it beside the article to publish it.",
            )
            return self._aside("remote", where, why, shows)
        address = f"https:{address}" if address.startswith("//") else address
        stem = unquote(urlsplit(address).path).rpartition("/")[2].rpartition(".")[0]
        try:
            return self._make(self._fetch(address), stem, f"The picture {address[:80]}", where)
        except ArticleError as error:
            return self._aside("unusable", where, error, shows)

    def _aside(self, subject: str, where: str, why: ArticleError, shows: str) -> Picture | None:
        message = f"{why.message} {why.advice}".removeprefix(f"{where}: ")
        message = message[:1].upper() + message[1:]
        if subject == "unusable":
            message = f"{message} It was skipped."
        self.notices.append(
            Notice(f"reading.picture-{subject}", Level.WARNING, where, message, shows.strip())
        )
        return None

    def _make(self, data: bytes, stem: str, what: str, where: str) -> Picture:
        if len(data) > LARGEST:
            raise PictureError(f"{what} is larger than {LARGEST // 1_000_000} MB.", "Save it smaller.")
        if b"<svg" in data[:4096]:
            return self._draw(data, stem, what, where)
        from pipeline.readers.pictures.rasters import raster

        made = raster(data, what)
        if made.changes:
            level = Level.WARNING if made.still else Level.INFO
            self._tell(
                "changed",
                level,
                where,
                f"{_picture_words(what, where)} was changed: {'; '.join(made.changes)}.",
            )
        name = self._unique(_ascii(stem), made.ending)
        return Picture(name, made.media_type, made.data, made.width, made.height)

    def _draw(self, data: bytes, stem: str, what: str, where: str) -> Picture:
        from pipeline.readers.pictures.drawings import clean

        made = clean(data, what)
        if made.removed:
            message = f"{_picture_words(what, where)} was made safe; removed: {', '.join(made.removed)}."
            self._tell("cleaned", Level.WARNING, where, message, made.text)
        name = self._unique(_ascii(stem), "svg")
        return Picture(name, "image/svg+xml", made.data, made.width, made.height)

    def _tell(self, subject: str, level: Level, where: str, message: str, evidence: str = "") -> None:
        self.notices.append(Notice(f"reading.picture-{subject}", level, where, message, evidence))

    def _unique(self, name: str, ending: str) -> str:
        taken = {picture.name for picture in self._known.values() if picture}
        unique, number = name, 2
        while f"{unique}.{ending}" in taken:
            unique, number = f"{name}-{number}", number + 1
        return f"{unique}.{ending}"


def _picture_words(what: str, where: str) -> str:
    words = what.removeprefix(f"{where}: ")
    return words[:1].upper() + words[1:]


def _valid(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _read(path: Path, what: str) -> bytes:
    try:
        return read_plain_file(path, LARGEST + 1)
    except OSError as error:
        raise PictureError(f"{what} cannot be read: {error.strerror}.", "Check its permissions.") from error


def _decode(address: str, what: str) -> bytes:
    import binascii

    head = _DATA.match(address)
    if not head:
        raise PictureError(f"{what} is not a picture.", "Save it as a file.")
    body = unquote_to_bytes(address[head.end() :])
    if not head["base64"]:
        return body
    try:
        return binascii.a2b_base64(body)
    except binascii.Error as error:
        raise PictureError(f"{what} is damaged: {error}.", "Save it as a file.") from error


def _ascii(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "picture"
