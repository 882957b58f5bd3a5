"""Why a server's certificate is not trusted, in words."""

import ssl
from collections.abc import Iterator

_WHY = {
    9: "its certificate is not valid yet; see whether this machine's clock is right",
    10: "its certificate has expired",
    62: "its certificate is another server's",
    64: "its certificate is another server's",
}
"""By OpenSSL's codes (openssl/x509_vfy.h)."""
_UNKNOWN = "nobody that this machine trusts vouches for its certificate"


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
