"""Where articles may come from: addresses of the public web, also behind redirects, and no others unless they are allowed."""

import socket
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ArticleNotFetched
from pipeline.readers import place, read
from pipeline.readers.configuration import ReadingConfiguration
from pipeline.readers.sources.addresses import is_public, resolve, target


def _refused(store: Path, address: str, *, allow_local: bool = True) -> str:
    with pytest.raises(ArticleNotFetched) as caught:
        read(place(address), configuration=ReadingConfiguration(store=store, allow_local=allow_local))
    assert caught.value.advice
    return caught.value.message


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


def test_a_local_address_of_a_picture_is_refused_like_an_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T\n\nText.\n\n![A boat](http://169.254.169.254/boat.png)\n")
    _, notices = read(path, configuration=ReadingConfiguration(store=tmp_path / "store", fetch_pictures=True))
    assert ["169.254.169.254" in notice.text for notice in notices] == [True]


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
