"""Names what went wrong with a request, in the words of Answer."""

from __future__ import annotations

import errno
import socket
import ssl

from qa.links.guard import RefusedError

# OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED, and _HOSTNAME_MISMATCH and _IP_ADDRESS_MISMATCH.
_EXPIRED, _WRONG_NAME = 10, frozenset({62, 64})
_NO_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_BY_NUMBER = {errno.ECONNREFUSED: "refused", errno.EHOSTUNREACH: "unreachable", errno.ENETUNREACH: "unreachable"}


def named(error: BaseException) -> str:
    """One word for an exception; see Answer for the words."""
    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    if isinstance(cause, ssl.SSLError):
        return _named_tls(cause)
    if isinstance(cause, socket.gaierror):
        return "no-host" if cause.errno in _NO_NAME else "lookup"
    if isinstance(cause, TimeoutError):
        return "timeout"
    if isinstance(cause, OSError):
        return _BY_NUMBER.get(cause.errno or 0, "closed")
    return _named_refusal(cause)


def _named_tls(error: ssl.SSLError) -> str:
    code = error.verify_code if isinstance(error, ssl.SSLCertVerificationError) else 0
    return "tls-name" if code in _WRONG_NAME else "tls-expired" if code == _EXPIRED else "tls"


def _named_refusal(error: BaseException) -> str:
    import aiohttp

    if isinstance(error, RefusedError):
        return "private"
    if isinstance(error, (aiohttp.InvalidURL, ValueError)):
        return "bad-address"
    return "bad-response" if isinstance(error, aiohttp.ClientResponseError) else "closed"
