"""Which certificates are trusted, and in words why one is not."""

import os
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NO_TLS = "it speaks no TLS that this machine knows"
_WHY = {
    9: "its certificate is not valid yet; see whether this machine's clock is right",
    10: "its certificate has expired",
    62: "its certificate is another server's",
    64: "its certificate is another server's",
}
"""By OpenSSL's codes (openssl/x509_vfy.h)."""
_UNKNOWN = "nobody that this machine trusts vouches for its certificate"
_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def bundle() -> tuple[str, str]:
    """The file or folder of authorities that the user's environment names, and the variable that names it.

    They alone are trusted then. Both are empty when none is named.
    """
    named = ((os.environ.get(each, ""), each) for each in _VARIABLES)
    return next((each for each in named if each[0]), ("", ""))


def trust(more: str, *, pinned: bool) -> ssl.SSLContext:
    """The authorities that the system trusts, or those that SSL_CERT_FILE and SSL_CERT_DIR name, and those in `more`, a
    file or a folder. They are loaded once, which takes as long as a whole request does.

    `pinned` is whether the address was looked up before: urllib3 then compares the host's name itself, and tells the context not
    to, so that others need one of their own.
    """
    return _trust(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""), more, pinned)


@cache
def _trust(_file: str, _folder: str, more: str, _pinned: bool) -> ssl.SSLContext:
    """OpenSSL reads the first two by itself; they are asked for to know a context by them."""
    context = ssl.create_default_context()
    context.load_verify_locations(**{"capath" if Path(more).is_dir() else "cafile": more})
    return context


def fault(error: BaseException) -> str:
    """What is wrong with the certificate that led to `error`; empty when none did."""
    for each in _causes(error):
        if isinstance(each, ssl.SSLCertVerificationError):
            return _WHY.get(each.verify_code, _UNKNOWN)
        if type(each).__name__ == "CertificateError":  # urllib3's own, of a host that does not match
            return _WHY[62]
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error` and all that it was made of, as requests and urllib3 wrap them."""
    waiting: list[BaseException] = [error]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inner = (*each.args, each.__cause__, each.__context__, getattr(each, "reason", None))
        waiting += [one for one in inner if isinstance(one, BaseException)]
