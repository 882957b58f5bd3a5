"""A server whose certificate is not right is asked nothing, and one sentence says what is wrong with it.

The certificates in tests/infra/tls are of an authority that exists for these tests only, and so are their keys.
"""

import ssl
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pipeline.config.tables import Chat
from pipeline.errors import ArticleNotFetched, EngineRefused
from pipeline.infra.http import certificates, transfer
from pipeline.readers import place, read
from pipeline.readers.configuration import ReadingConfiguration

TLS = Path(__file__).parent / "tls"
LIMITS = transfer.Limits(size=100_000, total_s=20)
PAGE = "<!doctype html><html lang='ko'><title>강</title><article><h1>강물이 높다</h1><p>강물이 어제 크게 올랐다.</p></article>"

CASES = {
    "expired": "its certificate has expired",
    "early": "its certificate is not valid yet; see whether this machine's clock is right",
    "other": "its certificate is another server's",
    "self-made": "nobody that this machine trusts vouches for its certificate",
}

Secure = Callable[[str], str]


class _Answer(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE.encode())))
        self.end_headers()
        self.wfile.write(PAGE.encode())

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what is wanted here."""


@pytest.fixture
def asked() -> list[str]:
    """What came through to the server."""
    return []


@pytest.fixture
def secure(monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> Iterator[Secure]:
    """Starts a server with the certificate of a case; its address."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    running: list[_Server] = []

    def start(case: str) -> str:
        if case != "self-made":
            known = str(TLS / "authority.pem")
            monkeypatch.setenv("SSL_CERT_FILE", known)
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", known)
            monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", known)
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trust.load_cert_chain(TLS / f"{'good' if case == 'self-made' else case}.pem")
        handler = type("Handler", (_Answer,), {"asked": asked})
        server = _Server(("127.0.0.1", 0), handler)
        server.socket = trust.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        running.append(server)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"https://localhost:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("case", CASES)
def test_no_article_comes_from_a_server_that_is_not_trusted(
    tmp_path: Path, secure: Secure, asked: list[str], case: str
) -> None:
    address = secure(case)
    with pytest.raises(ArticleNotFetched) as caught:
        read(
            place(f"{address}/article"), configuration=ReadingConfiguration(store=tmp_path, allow_local=True)
        )
    assert caught.value.message == f"{address}/article was not fetched from localhost: {CASES[case]}."
    assert asked == []


@pytest.mark.parametrize("case", CASES)
def test_no_model_and_no_voice_comes_from_a_server_that_is_not_trusted(
    tmp_path: Path, secure: Secure, asked: list[str], case: str
) -> None:
    with pytest.raises(transfer.NoAnswer, match=CASES[case]) as caught:
        transfer.download(f"{secure(case)}/model.bin", tmp_path / "model.bin", LIMITS)
    assert not caught.value.passing
    assert asked == []
    assert not (tmp_path / "model.bin").exists()


@pytest.mark.parametrize("case", CASES)
def test_no_text_goes_to_a_chat_server_that_is_not_trusted(
    secure: Secure, asked: list[str], case: str
) -> None:
    from pipeline.translation.configuration import TranslationConfiguration
    from pipeline.translation.engines.chat import ChatTranslator

    configuration = TranslationConfiguration(chat=Chat(base_url=f"{secure(case)}/v1", model="m"))
    with pytest.raises(EngineRefused, match=CASES[case]):
        ChatTranslator(configuration).translate(["They were not heard."], "en", "ko")
    assert asked == []


def test_a_server_that_is_trusted_is_asked(tmp_path: Path, secure: Secure, asked: list[str]) -> None:
    address = secure("good")
    article, _ = read(
        place(f"{address}/article"), configuration=ReadingConfiguration(store=tmp_path, allow_local=True)
    )
    assert article.title.text == "강물이 높다"
    assert PAGE.encode() == transfer.answer(transfer.Request(f"{address}/page"), LIMITS)
    assert asked == ["/article", "/page"]


def test_authorities_are_loaded_once_for_all_requests(
    secure: Secure, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, loaded, really = secure("good"), [], ssl.create_default_context
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.setattr(ssl, "create_default_context", lambda: loaded.append(really()) or loaded[-1])
    certificates._trust.cache_clear()
    for page in ("a", "b", "c"):
        transfer.answer(transfer.Request(f"{address}/{page}"), LIMITS)
    assert asked == ["/a", "/b", "/c"]
    assert len(loaded) == 1


def test_what_is_trusted_follows_the_environment(
    secure: Secure, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = secure("good")
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    transfer.answer(transfer.Request(f"{address}/a"), LIMITS)
    monkeypatch.undo()
    with pytest.raises(transfer.NoAnswer, match=CASES["self-made"]):
        transfer.answer(transfer.Request(f"{address}/b"), LIMITS)
    assert asked == ["/a"]


def test_a_host_whose_address_was_looked_up_does_not_loosen_what_others_are_asked(
    tmp_path: Path, secure: Secure, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good, other = secure("good"), secure("other")
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    read(place(f"{good}/article"), configuration=ReadingConfiguration(store=tmp_path, allow_local=True))
    with pytest.raises(transfer.NoAnswer, match=CASES["other"]):
        transfer.answer(transfer.Request(f"{other}/page"), LIMITS)
    assert asked == ["/article"]
