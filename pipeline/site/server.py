"""The published site served from this machine: for a look before uploading, and for a phone in the same network.

Starlette's static files answer byte ranges (206, 416), HEAD, ETag and conditional requests; here
are the media types of podcasts and e-books, and what of a folder is nobody's business.
"""

import re
import socket
from collections.abc import Callable, Collection, Iterable
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document.media import media_type
from pipeline.errors import AddressInUse, EditionMissing, SettingsError

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from uvicorn import Config

_SECONDS_TO_CLOSE = 3
_SECONDS_TO_ASK = 10.0
"""A connection on which no whole request comes for so long is closed; a browser asks at once."""
_ELSEWHERE = ("192.0.2.1", 9)
"""An address of nobody (RFC 5737): the system says by which of its own it would go there."""
_SHARED = (".vtt", ".chapters.json")
"""What players on other sites may read even of a site that only this machine is to see."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+?))\.?(?::\d+)?", re.IGNORECASE)


def serve(folder: Path, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve `folder` until Ctrl-C; `ready` is told the address once connections are taken.

    Raises `EditionMissing` when nothing is published there, `AddressInUse` and `SettingsError` for an
    address that cannot be had.
    """
    import uvicorn

    if not (folder / "index.html").is_file():
        raise EditionMissing(
            f"Nothing is published in {folder}.", "Publish an article first, or name --output."
        )
    with _bind(host, port) as bound:
        address, own_port = bound.getsockname()[:2]
        name = _own_address() if ip_address(address).is_unspecified else host
        ready(f"http://{f'[{name}]' if ':' in name else name}:{own_port}/")
        names = {host.lower(), "localhost", "127.0.0.1", "::1"} if ip_address(address).is_loopback else ()
        uvicorn.Server(configure(site(folder, names))).run(sockets=[bound])


def configure(app: "ASGIApp", seconds_to_ask: float = _SECONDS_TO_ASK, **more: Any) -> "Config":
    """How `app` is served: quietly, and without waiting for those who never finish what they ask."""
    import uvicorn

    return uvicorn.Config(
        app,
        http=_impatient(seconds_to_ask),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
        **more,
    )


def site(folder: Path, names: Collection[str] = ()) -> "ASGIApp":
    """The site in `folder` as an ASGI application; a file that is replaced is served anew at once.

    Where `names` are given, it answers to these hosts only, and shares only captions and chapters with other sites'
    pages: a page from anywhere in the browser could read the rest otherwise, by having its own name lead to this machine.
    """
    from starlette.applications import Starlette
    from starlette.middleware.cors import CORSMiddleware
    from starlette.routing import Mount

    files = Starlette(routes=[Mount("/", app=_files(folder))])
    shared = CORSMiddleware(
        files,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["range"],
        expose_headers=["accept-ranges", "content-length", "content-range", "etag"],
    )
    return _guard(files, shared, frozenset(names))


def _guard(files: "ASGIApp", shared: "ASGIApp", names: frozenset[str]) -> "ASGIApp":
    from starlette.datastructures import Headers
    from starlette.responses import PlainTextResponse
    from starlette.types import Receive, Scope, Send

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await files(scope, receive, send)
        elif names and _host(Headers(scope=scope).get("host", "")) not in names:
            refusal = PlainTextResponse("This site is served under another name.", status_code=421)
            await refusal(scope, receive, send)
        else:
            inner = shared if not names or scope["path"].endswith(_SHARED) else files
            await inner({**scope, "headers": _known_units(scope["headers"])}, receive, send)

    return respond


def _host(header: str) -> str:
    found = _HOST.fullmatch(header.strip())
    return (found[1] or found[2]).lower() if found else ""


def _known_units(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """`headers` without a range in units that nobody here knows, which is to be ignored (RFC 9110, 14.2)."""
    return [
        (name, value)
        for name, value in headers
        if name != b"range" or value.strip().lower().startswith(b"bytes=")
    ]


def _impatient(seconds: float) -> Any:
    """uvicorn's protocol, but so that it closes a connection on which no whole request comes in time."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Impatient(H11Protocol):
        """Looks each time whether a request is being answered, or one has been since it looked last."""

        seen: object = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self.loop.call_later(seconds, self._look)

        def _look(self) -> None:
            if self.transport.is_closing():
                return
            idle = self.cycle is None or self.cycle.response_complete
            if idle and self.cycle is self.seen:
                self.transport.close()
                return
            self.seen = self.cycle
            self.loop.call_later(seconds, self._look)

    return Impatient


def _own_address() -> str:
    """By what others in the network reach this machine; `localhost` where it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_ELSEWHERE)
        except OSError:
            return "localhost"
        return str(asked.getsockname()[0])


def _files(folder: Path) -> Any:
    from starlette.exceptions import HTTPException
    from starlette.responses import Response
    from starlette.staticfiles import StaticFiles
    from starlette.types import Scope

    class Files(StaticFiles):
        """The files of the site; what begins with a dot is being made, or none of the site's."""

        async def get_response(self, path: str, scope: Scope) -> Response:
            if any(part.startswith(".") and part != "." for part in Path(path).parts):
                raise HTTPException(status_code=404)
            try:
                response = await super().get_response(path, scope)
            except OSError as error:
                raise HTTPException(status_code=404) from error
            response.headers["x-content-type-options"] = "nosniff"
            response.headers["cache-control"] = "no-cache"
            return response

        def file_response(self, full_path: Any, *arguments: Any, **named: Any) -> Response:
            response = super().file_response(full_path, *arguments, **named)
            if kind := media_type(str(full_path)):
                response.headers["content-type"] = kind
            return response

    return Files(directory=folder, html=True)


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError(
            f"“{host}” is not an address of this machine: {error.strerror}.", "Try --host 127.0.0.1."
        ) from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise AddressInUse(
            f"Cannot listen on {host}:{port}: {error.strerror}.", f"Name another: --port {port + 1}."
        ) from error
    return bound
