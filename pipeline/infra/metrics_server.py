"""A server for whoever asks for a run's numbers, which has its port alone on every system."""

import socket
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


def listen(host: str, port: int, application: Any) -> WSGIServer:
    """A server that listens already, and answers by a WSGI application once it is told to. Raises `OSError` for a port that is taken."""
    return make_server(host, port, application, _Server, _Handler)


class _Server(ThreadingMixIn, WSGIServer):
    """Has its port alone, on Windows too, where an address that may be used again is one that two may listen at
    (Microsoft, Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE)."""

    daemon_threads = True

    def server_bind(self) -> None:
        if exclusive := getattr(socket, "SO_EXCLUSIVEADDRUSE", None):
            self.allow_reuse_address = False
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        super().server_bind()


class _Handler(WSGIRequestHandler):
    """Writes down nobody who asks."""

    def log_message(self, format: str, *args: Any) -> None:
        """Let it pass."""
