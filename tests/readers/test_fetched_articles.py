"""Articles from the web: only what was typed, only from where it may come, and never without end."""

import gzip
import socket
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from pipeline.document.article import Article
from pipeline.document.notices import Notice
from pipeline.errors import ArticleError, ArticleNotFetched, ArticleNotText
from pipeline.infra.http.unpacking import Unpacking
from pipeline.readers import place, read
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.sources import fetch, web
from pipeline.readers.sources.addresses import is_public, resolve, target

PAGE = """<!doctype html><html lang="ko"><title>강물이 높다</title><body><article><h1>강물이 높다</h1>
<p>강물이 어제 크게 올랐다. 사람들은 다리를 건너지 못했다.</p></article></body></html>"""
MARKDOWN = b"# The river\n\nThe river is high. ![A boat](boat.png)\n"


def _read(store: Path, address: str, **options: Any) -> tuple[Article, tuple[Notice, ...]]:
    allowed = {"allow_local": True, **options}
    return read(place(address), configuration=ReadingConfiguration(store=store, **allowed))


def _refused(store: Path, address: str, **options: Any) -> str:
    began = time.monotonic()
    with pytest.raises(ArticleNotFetched) as caught:
        _read(store, address, **options)
    assert caught.value.advice
    assert time.monotonic() - began < 10
    return caught.value.message


def test_a_page_is_read_from_its_address_and_kept(tmp_path: Path, loopback: Any) -> None:
    server = loopback.serve(lambda asked: loopback.answer(PAGE.encode()))
    article, notices = _read(tmp_path, f"{server.address}/story?id=1#top")
    assert (article.title.text, article.language) == ("강물이 높다", "ko")
    assert [notice.code for notice in notices] == ["reading.fetched"]
    assert "id=1" not in notices[0].where
    again = _read(tmp_path, f"{server.address}/story?id=1#end")
    offline = _read(tmp_path, f"{server.address}/story?id=1", offline=True, allow_local=False)
    assert again == offline == (article, notices)
    assert len(server.requests) == 1
    _read(tmp_path, f"{server.address}/story?id=1", refetch=True)
    assert len(server.requests) == 2


def test_a_request_says_no_more_than_it_must(
    tmp_path: Path, loopback: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server = loopback.serve(lambda asked: loopback.answer(PAGE.encode(), Set_Cookie="a=b"))
    _read(tmp_path, f"{server.address}/강 물?a=강")
    (request,) = server.requests
    first, *headers = request.strip().split("\r\n")
    assert first == "GET /%EA%B0%95%20%EB%AC%BC?a=%EA%B0%95 HTTP/1.1"
    assert sorted(header.partition(":")[0].lower() for header in headers) == [
        "accept-encoding",
        "host",
        "user-agent",
    ]
    assert f"Host: {server.address.removeprefix('http://')}" in headers


def test_nothing_is_asked_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    assert "--offline" in _refused(tmp_path, "https://example.org/a", offline=True)


def test_the_encoding_is_what_the_server_says(tmp_path: Path, loopback: Any) -> None:
    page = PAGE.replace("<title>", '<meta charset="shift_jis"><title>').encode("cp949")
    server = loopback.serve(lambda asked: loopback.answer(page, Content_Type='text/html; charset="euc-kr"'))
    article, notices = _read(tmp_path, server.address)
    assert article.title.text == "강물이 높다"
    assert "CP949" in next(notice.text for notice in notices if notice.code == "reading.encoding")


@pytest.mark.parametrize("charset", ["zlib", "bz2", "base64_codec", "undefined", "idna", "x" * 10_000])
def test_no_server_has_its_answer_unpacked_by_the_name_of_a_character_set(
    tmp_path: Path, loopback: Any, charset: str
) -> None:
    server = loopback.serve(
        lambda asked: loopback.answer(MARKDOWN, Content_Type=f"text/markdown; charset={charset}")
    )
    article, _ = _read(tmp_path, server.address)
    assert article.title.text == "The river"


def test_a_packed_page_that_names_its_packing_as_character_set_is_refused(
    tmp_path: Path, loopback: Any
) -> None:
    bomb = zlib.compress(bytes(10**8), 9)
    server = loopback.serve(lambda asked: loopback.answer(bomb, Content_Type="text/html; charset=zlib"))
    with pytest.raises(ArticleNotText):
        _read(tmp_path, server.address)


@pytest.mark.parametrize(
    ("path", "media_type", "title"),
    [
        ("/a.md", "text/plain", "The river"),
        ("/a", "text/markdown; charset=utf-8", "The river"),
        ("/a", "text/plain", "The river"),
        ("/a.md", "application/octet-stream", "The river"),
    ],
)
def test_text_from_the_web_is_read_as_what_it_is(
    tmp_path: Path, loopback: Any, path: str, media_type: str, title: str
) -> None:
    server = loopback.serve(lambda asked: loopback.answer(MARKDOWN, Content_Type=media_type))
    article, _ = _read(tmp_path, server.address + path)
    assert article.title.text == title


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1:1/x", "127.0.0.1"),
        ("http://localhost:1/x", "resolves to"),
        ("http://0.0.0.0/", "0.0.0.0"),
        ("http://[::1]/", "::1"),
        ("http://[::ffff:127.0.0.1]/", "127.0.0.1"),
        ("http://[::ffff:7f00:1]/", "resolves to"),
        ("http://10.1.2.3/", "10.1.2.3"),
        ("http://192.168.0.1/", "192.168.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
        ("http://100.64.0.1/", "100.64.0.1"),
        ("http://224.0.0.1/", "224.0.0.1"),
        ("http://2130706433/", "resolves to"),
        ("http://0x7f.1/", "resolves to"),
        ("http://[fd00:ec2::254]/", "fd00:ec2::254"),
        ("http://[64:ff9b::7f00:1]/", "resolves to"),
        ("http://[2002:7f00:1::]/", "resolves to"),
        ("http://user:secret@example.org/", "password"),
        ("http:///x", "not a valid web address"),
        ("http://[broken/", "not a valid web address"),
        ("http://example.org:99999/", "not a valid web address"),
        ("http://a..b/", "no server"),
    ],
)
def test_addresses_that_are_not_of_the_public_web_are_refused(
    tmp_path: Path, address: str, told: str
) -> None:
    message = _refused(tmp_path, address, allow_local=False)
    assert told in message
    assert "secret" not in message


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("2002:5db8:d70e::1", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
        ("2001:0:a00:1::", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("fc00::1", False),
        ("::", False),
        ("::10.0.0.1", False),
        ("224.0.0.251", False),
        ("239.1.2.3", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("192.0.0.8", False),
        ("172.31.255.255", False),
        ("100.127.0.1", False),
        ("192.88.99.1", False),
        ("64:ff9b:1::1", False),
        ("3fff::1", False),
        ("fec0::1", False),
        ("feff::1", False),
        ("not an address", False),
    ],
)
def test_an_address_is_public_or_not_whatever_hides_in_it(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_bomb_is_unpacked_no_further_than_is_wanted() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert len(Unpacking().more(bomb, 1000)) == 1001


def test_another_scheme_is_refused() -> None:
    for typed in ("file:///etc/passwd", "ftp://example.org/a", "gopher://x/"):
        with pytest.raises(ArticleNotFetched, match="only http and https"):
            place(typed)


def test_a_name_is_looked_up_once_and_only_its_public_addresses_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, asked = [], []

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        looked.append(host)
        found = ["127.0.0.1", "93.184.215.14"] if len(looked) == 1 else ["127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> None:
        asked.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    _refused(tmp_path, "http://rebinding.example/", allow_local=False)
    assert looked == ["rebinding.example"]
    assert asked == [("93.184.215.14", 80)]


def test_a_redirect_is_followed_and_pictures_are_meant_from_where_it_leads(
    tmp_path: Path, loopback: Any
) -> None:
    def reply(asked: str) -> Any:
        if asked == "/old":
            return loopback.answer(b"", "301 Moved Permanently", Location="/new/article.md")
        return loopback.answer(MARKDOWN, Content_Type="text/markdown")

    server = loopback.serve(reply)
    _, notices = _read(tmp_path, f"{server.address}/old")
    told = next(notice.text for notice in notices if notice.code == "reading.picture-remote")
    assert f"{server.address}/new/boat.png" in told


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("/again", "redirected more than 5 times"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@127.0.0.1/", "password"),
        ("http://[broken", "not a valid web address"),
        ("//127.0.0.1:1/", "no connection"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_refused(
    tmp_path: Path, loopback: Any, location: str, told: str
) -> None:
    server = loopback.serve(lambda asked: loopback.answer(b"", "302 Found", Location=location))
    message = _refused(tmp_path, server.address)
    assert told in message
    assert "secret" not in message
    assert len(server.requests) <= 6


def test_a_redirect_into_the_local_network_is_refused(
    tmp_path: Path, loopback: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = loopback.serve(lambda asked: loopback.answer(b"", "302 Found", Location="http://10.0.0.1/admin"))
    public = "127.0.0.1"
    monkeypatch.setattr("pipeline.readers.sources.addresses.is_public", lambda address: address == public)
    assert "10.0.0.1" in _refused(tmp_path, server.address, allow_local=False)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"], "incomplete"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + b"a" * 10], None),
        ([b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 500 + b"\r\n"], "incomplete or damaged"),
        ([b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 1_000_000 + b"\r\n\r\n"], "incomplete or damaged"),
        ([b"SSH-2.0-OpenSSH_9.9\r\n"], "incomplete or damaged"),
        ([b""], "incomplete or damaged"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], "incomplete"),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"], "incomplete"),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed"], "damaged"),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(PAGE.encode())[:-9]], "incomplete"),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nabc"], "br"),
        ([b"HTTP/1.1 404 Not Found\r\n\r\n"], "404 (Not Found)"),
        ([b"HTTP/1.1 500 Oh\r\n\r\n"], "500 (Internal Server Error)"),
        ([b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\na"], "206"),
        ([b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 1\r\n\r\na"], "video/mp4"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(
    tmp_path: Path, loopback: Any, parts: list[bytes], told: str | None
) -> None:
    server = loopback.serve(lambda asked: parts)
    if told is None:
        assert _read(tmp_path, server.address)
    else:
        assert told in _refused(tmp_path, server.address)


def test_packed_pages_are_unpacked(tmp_path: Path, loopback: Any) -> None:
    packed = gzip.compress(PAGE.encode())
    server = loopback.serve(lambda asked: loopback.answer(packed, Content_Encoding="gzip"))
    assert _read(tmp_path, server.address)[0].title.text == "강물이 높다"


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_cut_at_the_limit(
    tmp_path: Path, loopback: Any, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 3_000_000)
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)

    def reply(asked: str) -> Any:
        yield b"HTTP/1.1 200 OK\r\n" + (b"Content-Encoding: gzip\r\n" if packed else b"") + b"\r\n"
        for _ in range(1000):
            block = bytes(1_000_000)
            yield packing.compress(block) + packing.flush(zlib.Z_SYNC_FLUSH) if packed else block

    assert "larger than 3 MB" in _refused(tmp_path, loopback.serve(reply).address)


def test_a_server_that_trickles_is_left_at_the_deadline(
    tmp_path: Path, loopback: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "TOTAL_S", 0.5)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    whole = loopback.serve(lambda asked: loopback.trickle(head[:-2] + b"X-A: " + b"a" * 500, 0.02))
    body = loopback.serve(lambda asked: (part for part in (head, *loopback.trickle(b"a" * 50, 0.02))))
    for server in (whole, body):
        began = time.monotonic()
        assert "within 0.5 s" in _refused(tmp_path, server.address)
        assert time.monotonic() - began < 2


def test_a_server_that_falls_silent_is_left(
    tmp_path: Path, loopback: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "SILENCE_S", 0.2)

    def reply(asked: str) -> Any:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
        time.sleep(2)

    assert "nothing came for 0.2 s" in _refused(tmp_path, loopback.serve(reply).address)


def test_a_server_without_tls_is_refused_for_https(tmp_path: Path, loopback: Any) -> None:
    server = loopback.serve(lambda asked: loopback.answer(PAGE.encode()))
    assert "TLS" in _refused(tmp_path, server.address.replace("http", "https"))


def test_nothing_of_a_failure_is_kept(tmp_path: Path, loopback: Any) -> None:
    answers = iter([[b"HTTP/1.1 503 Busy\r\n\r\n"], loopback.answer(PAGE.encode())])
    server = loopback.serve(lambda asked: next(answers))
    _refused(tmp_path, server.address)
    assert _read(tmp_path, server.address)[0].title.text == "강물이 높다"


def test_what_is_no_article_is_refused_by_name(tmp_path: Path, loopback: Any) -> None:
    server = loopback.serve(
        lambda asked: loopback.answer(b"%PDF-1.7", Content_Type="application/octet-stream")
    )
    with pytest.raises(ArticleNotText, match="a PDF document"):
        _read(tmp_path, f"{server.address}/paper")


def _boat() -> bytes:
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (12, 8), "red").save(held, "PNG")
    return held.getvalue()


def _reply(loopback: Any, boat: bytes, **headers: str) -> Any:
    def reply(asked: str) -> Any:
        if asked.endswith(".png"):
            return loopback.answer(boat, **{"Content_Type": "image/png", **headers})
        return loopback.answer(MARKDOWN, Content_Type="text/markdown")

    return reply


def test_pictures_are_fetched_when_that_was_asked_for_and_kept(tmp_path: Path, loopback: Any) -> None:
    server = loopback.serve(_reply(loopback, _boat()))
    article, _ = _read(tmp_path, f"{server.address}/a/b.md", fetch_pictures=True)
    pictures = [block.picture for block in article.walk() if block.picture]
    assert [(picture.name, picture.width) for picture in pictures] == [("boat.png", 12)]
    assert [request.split(" ")[1] for request in server.requests] == ["/a/b.md", "/a/boat.png"]
    _read(tmp_path, f"{server.address}/a/b.md", fetch_pictures=True)
    assert len(server.requests) == 2


def test_a_picture_of_a_local_article_is_fetched_only_when_that_was_asked_for(
    tmp_path: Path, loopback: Any
) -> None:
    server = loopback.serve(_reply(loopback, _boat()))
    path = tmp_path / "a.md"
    path.write_text(f"# T\n\nText.\n\n![A boat]({server.address}/boat.png)\n")
    _, notices = read(path)
    assert [notice.code for notice in notices] == ["reading.picture-remote"]
    assert not server.requests
    configuration = ReadingConfiguration(store=tmp_path / "store", allow_local=True, fetch_pictures=True)
    article, notices = read(path, configuration=configuration)
    assert not notices
    assert any(block.picture for block in article.walk())


@pytest.mark.parametrize(
    ("data", "headers", "told"),
    [
        (b"no picture", {}, "is not PNG"),
        (b"<html>", {"Content_Type": "text/html"}, "text/html"),
        (b"", {"Content_Length": "10"}, "incomplete"),
    ],
)
def test_a_picture_that_cannot_be_fetched_is_set_aside(
    tmp_path: Path, loopback: Any, data: bytes, headers: dict[str, str], told: str
) -> None:
    server = loopback.serve(_reply(loopback, data, **headers))
    article, notices = _read(tmp_path, f"{server.address}/a.md", fetch_pictures=True)
    (notice,) = (notice for notice in notices if notice.code == "reading.picture-unusable")
    assert told in notice.text
    assert notice.evidence == "A boat"
    assert not any(block.picture for block in article.walk())


def test_pictures_stop_being_fetched_when_they_took_long_enough(
    tmp_path: Path, loopback: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "PICTURES_S", -1.0)
    server = loopback.serve(_reply(loopback, _boat()))
    _, notices = _read(tmp_path, f"{server.address}/a.md", fetch_pictures=True)
    assert any("Run the same command again" in notice.text for notice in notices)
    assert len(server.requests) == 1


def test_a_local_address_of_a_picture_is_refused_like_an_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T\n\nText.\n\n![A boat](http://169.254.169.254/boat.png)\n")
    _, notices = read(path, configuration=ReadingConfiguration(store=tmp_path / "store", fetch_pictures=True))
    assert ["169.254.169.254" in notice.text for notice in notices] == [True]


def test_errors_are_of_articles() -> None:
    assert issubclass(ArticleNotFetched, ArticleError)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://한국.kr/강?물=1", "xn--3e0b707e.kr"),
        ("https://例え.jp:8443/", "xn--r8jz45g.jp"),
        ("http://BÜCHER.de/", "xn--bcher-kva.de"),
        ("http://中国。cn/", "xn--fiqs8s.cn"),
    ],
)
def test_a_host_in_any_script_is_asked_by_the_name_it_is_looked_up_by(address: str, host: str) -> None:
    found = target(address)
    assert found.host == host
    assert found.path.isascii()


@pytest.mark.parametrize(
    "address", ["http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://１２７.1/", "http://ｌocalhost/"]
)
def test_a_host_is_checked_as_what_it_is_converted_to(address: str) -> None:
    with pytest.raises(ArticleNotFetched):
        resolve(target(address), allow_local=False)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1%00.example.org/", "http://a b/", "http://%65xample.org/", "http://한국%2f.kr/"],
)
def test_what_no_host_is_called_is_refused(address: str) -> None:
    with pytest.raises(ArticleNotFetched):
        target(address)
