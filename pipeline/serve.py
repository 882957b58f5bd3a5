"""The published site served from this machine: for a look before uploading, and for a phone in the same network.

Starlette's static files answer byte ranges (206, 416), HEAD, ETag and conditional requests; here
are the media types of podcasts and e-books, and what of a folder is nobody's business.
"""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.document.media import media_type
from pipeline.errors import AddressInUse, EditionMissing, SettingsError

if TYPE_CHECKING:
    from starlette.applications import Starlette

_SECONDS_TO_CLOSE = 3


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
    bound = _bound(host, port)
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{bound.getsockname()[1]}/")
    config = uvicorn.Config(
        site(folder),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
    )
    uvicorn.Server(config).run(sockets=[bound])


def site(folder: Path) -> "Starlette":
    """The site in `folder` as an ASGI application; a file that is replaced is served anew at once."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.routing import Mount

    shared = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["range"],
        expose_headers=["accept-ranges", "content-length", "content-range", "etag"],
    )
    return Starlette(routes=[Mount("/", app=_files(folder))], middleware=[shared])


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


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError(
            f"“{host}” is no address of this machine: {error.strerror}.", "Try --host 127.0.0.1."
        ) from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise AddressInUse(
            f"Port {port} of {host} cannot be had: {error.strerror}.", f"Name another: --port {port + 1}."
        ) from error
    return bound
