"""One request sent and the head of its answer received: the one door to requests and urllib3.

No cookie is kept, no password of ~/.netrc goes along, and no redirect is followed: that is the client's to decide.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from requests import adapters
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, requote_uri
from urllib3.exceptions import HTTPError, NewConnectionError, ProtocolError, ReadTimeoutError

from pipeline.infra.http import certificates
from pipeline.infra.http.addresses import is_loopback
from pipeline.infra.http.request import Fault, Limits, NoAnswer, Request, Route

FAULTS = (requests.RequestException, HTTPError, ValueError, OSError)
"""What may be raised while an answer is awaited or read."""
_NAME = {"User-Agent": "manyvoices", "Accept-Encoding": "gzip"}


def quote(path: str) -> str:
    """`path` with its query in ASCII; what is quoted already stays."""
    return str(requote_uri(path))


@contextmanager
def send(request: Request, route: Route, limits: Limits) -> Iterator[requests.Response]:
    """The head of the answer to `request`, by the first of the route's addresses that can be reached."""
    for number, address in enumerate(route.addresses or ("",), 1):
        with _Session() as session:
            session.trust_env = False
            try:
                response = _begin(session, request, route, address, limits)
            except requests.ConnectionError as error:
                if number < len(route.addresses) and _is_unreached(error):
                    continue
                raise
            with response:
                yield response
                return


def _begin(
    session: requests.Session, request: Request, route: Route, address: str, limits: Limits
) -> requests.Response:
    session.mount("https://", _Adapter(route.url, address))
    session.mount("http://", _Adapter(route.url, address))
    headers = {**_NAME, **request.headers, **request.secrets}
    if address:
        headers["Host"] = urlsplit(route.url).netloc
    direct = bool(address) or is_loopback(route.url)
    prepared = requests.Request(request.method, route.url, headers=headers, data=request.body).prepare()
    return session.send(
        prepared,
        timeout=(limits.connect_s, limits.silence_s),
        allow_redirects=False,
        stream=True,
        proxies={} if direct else get_environ_proxies(route.url),
        verify=certificates.bundle()[0] or True,
    )


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nothing: requests would read a redirect's whole body, and stumble over its address, to no purpose."""


class _Adapter(HTTPAdapter):
    """Connects to `address`, if there is one, whatever the host's name leads to by now; its certificate is the name's."""

    def __init__(self, url: str, address: str) -> None:
        super().__init__()
        self._host = urlsplit(url).hostname
        self._address = address

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """Called by requests to learn whom to connect to, and whom to trust."""
        where: Any
        how: Any
        where, how = super().build_connection_pool_key_attributes(request, verify, cert)
        if where["scheme"] == "https" and verify is True:
            how["ssl_context"] = certificates.trust(
                adapters.DEFAULT_CA_BUNDLE_PATH, pinned=bool(self._address)
            )
        if self._address:
            where["host"] = self._address
            if where["scheme"] == "https":
                how["server_hostname"] = how["assert_hostname"] = self._host
        return where, how

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Called by requests to name its own authorities, which `certificates.trust` holds already: urllib3 would load
        them for each connection.
        """
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]
        if verify is True:
            conn.ca_certs = conn.ca_cert_dir = None


def no_answer(error: Exception, limits: Limits) -> NoAnswer:
    """`error`, one of `FAULTS`, in words that quote nothing."""
    if why := _distrust(error):
        return NoAnswer(why, Fault.CERTIFICATE, passing=False)
    if isinstance(error, requests.exceptions.ProxyError):
        reason = (
            "the proxy that the environment names (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) gave no connection"
        )
        return NoAnswer(reason, Fault.CONNECTION, passing=True)
    if isinstance(error, requests.ConnectTimeout):
        return NoAnswer(f"no connection within {limits.connect_s:g} s", Fault.CONNECTION, passing=True)
    if isinstance(error, (requests.Timeout, ReadTimeoutError)):
        return NoAnswer(f"nothing came for {limits.silence_s:g} s", Fault.SILENCE, passing=True)
    if isinstance(error, requests.ConnectionError) and not isinstance(_cause(error), ProtocolError):
        return NoAnswer("no connection", Fault.CONNECTION, passing=True)
    if isinstance(error, ValueError) and not isinstance(error, requests.JSONDecodeError):
        return NoAnswer("its address leads nowhere", Fault.ADDRESS, passing=False)  # all wrong addresses are
    return NoAnswer(f"the answer broke off ({type(error).__name__})", Fault.BROKEN, passing=True)


def _distrust(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return certificates.fault(error) or certificates.NO_TLS
    place, variable = certificates.bundle()
    if place and type(error) is OSError:  # requests' own, of a file that is not there
        return f"the certificates that {variable} names cannot be read"
    return ""


def _cause(error: BaseException) -> object:
    """What requests has wrapped."""
    inner = error.args[0] if error.args else None
    return getattr(inner, "reason", None) or inner


def _is_unreached(error: requests.ConnectionError) -> bool:
    return isinstance(error, requests.ConnectTimeout) or isinstance(_cause(error), NewConnectionError)
