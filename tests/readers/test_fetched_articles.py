"""Articles from the web: what was typed is read, kept, and its pictures with it; what cannot be read is told.

Where they may come from is tried in `test_web_addresses.py`, what servers may do to us in `tests/infra`.
"""

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
from pipeline.readers import place, read
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.sources import fetch, web

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
    ("sent", "told"),
    [
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"], "incomplete or damaged"),
        ([b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nabc"], "br"),
        ([b"HTTP/1.1 404 Not Found\r\n\r\n"], "404 (Not Found)"),
        ([b"HTTP/1.1 500 Oh\r\n\r\n"], "500 (Internal Server Error)"),
        ([b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\na"], "206"),
        ([b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 1\r\n\r\na"], "video/mp4"),
        ([b"HTTP/1.1 200 OK\r\n\r\n", bytes(3_000_001)], "larger than 3 MB"),
    ],
)
def test_why_there_is_no_article_is_told(
    tmp_path: Path, loopback: Any, sent: list[bytes], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 3_000_000)
    assert told in _refused(tmp_path, loopback.serve(lambda asked: sent).address)


def test_an_article_is_waited_for_no_longer_than_an_article_may_take(
    tmp_path: Path, loopback: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"

    def silent(asked: str) -> Any:
        yield head
        time.sleep(2)

    monkeypatch.setattr(fetch, "SILENCE_S", 0.2)
    assert "nothing came for 0.2 s" in _refused(tmp_path, loopback.serve(silent).address)
    monkeypatch.setattr(fetch, "TOTAL_S", 0.3)
    trickling = loopback.serve(lambda asked: loopback.trickle(head + b"a" * 50, 0.02))
    assert "within 0.3 s" in _refused(tmp_path, trickling.address)


def test_packed_pages_are_unpacked(tmp_path: Path, loopback: Any) -> None:
    packed = gzip.compress(PAGE.encode())
    server = loopback.serve(lambda asked: loopback.answer(packed, Content_Encoding="gzip"))
    assert _read(tmp_path, server.address)[0].title.text == "강물이 높다"


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


def test_errors_are_of_articles() -> None:
    assert issubclass(ArticleNotFetched, ArticleError)
