"""A server of one's own on this machine, in a folder that goes with it: what those for tests and measurements share."""

import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class LocalServer:
    """A server that runs within a block. Whoever makes one of it says how it is prepared, started and killed."""

    def __init__(self, name: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix=f"voices-{name}-"))
        self._process: subprocess.Popen[Any] | None = None

    def __enter__(self) -> Self:
        try:
            self.prepare()
            self.start()
            self.furnish()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def prepare(self) -> None:
        """Write what it needs before it is started first."""

    def start(self) -> None:
        """Start it, again too, and wait until it answers."""
        raise NotImplementedError

    def furnish(self) -> None:
        """Make in it what those who use it expect."""

    def kill(self) -> None:
        """End it as no server wants to be ended."""
        if self._process is not None:
            self._end(self._process)
            self._process.wait()
        self._process = None

    def _end(self, process: subprocess.Popen[Any]) -> None:
        process.kill()


def free_ports(count: int) -> list[int]:
    """So many that nobody listens at just now."""
    listening = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in listening]
    for each in listening:
        each.close()
    return ports


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address on loopback at which `folder` is served, as `cli.py serve` does."""
    import uvicorn

    from pipeline.site.server import site

    config = uvicorn.Config(site(folder), host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise SystemExit(f"{folder} cannot be served: the server ended before it answered.")
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
