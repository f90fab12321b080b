"""What is wrong with a link's address as it is written, seen without the network."""

from __future__ import annotations

import re

from qa.checks.support.addresses import Address, belongs

_TEMPLATE = re.compile(
    r"\{\{|\}\}|\{%|%\}|\$\{|<%|%7B%7B|\[\[|%%[A-Z_]+%%|^(?:undefined|null|todo|tbc|url|link)$", re.IGNORECASE
)
_GENERATED = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\b[^\n]*?[%>]\}\}|\{\{-?\s*(?:site|page|config|base_?url|assets?)\b[^{}\n]*\}\}"
    r"|\{\{[^{}\n]*\|\s*(?:relative_url|absolute_url|relURL|absURL|url|prepend)\b[^{}\n]*\}\}|\{%-?\s*(?:link|post_url|url|static|raw)\b[^\n]*?%\}"
)
_SCHEME_SLIP = re.compile(
    r"^(?:www\.[a-z0-9-]+\.|h?t?tps?(?:/|;|\\)|https?:(?:/(?!/)|(?!//)\S)|(?:htp|htps|htttp|htttps|hhtp|hhtps|ttp|ttps|http(?:s?)):/{0,2}https?:)",
    re.IGNORECASE,
)
_MISSPELT = re.compile(r"^(?:htp|htps|htttps?|hhtps?|ttps?|httpss|hptts?):", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_NUMBER = re.compile(r"\+?[\d().*#-]+(?:;[a-z0-9-]+(?:=[^;\s]*)?)*", re.IGNORECASE)
# Countries that write a 0 before area codes at home, and never after the country code (ITU-T E.123).
_TRUNK_ZERO = re.compile(r"\+\(?(?:61|44|64|353)\)?[-.(]*0")
_MIN_DIGITS, _MAX_DIGITS = 3, 15
# The fewest digits of a number that begins with an area code's 0 (ITU-T E.164 national numbers in use).
_MIN_AREA = 8
_LOCAL_HOST = re.compile(
    r"localhost|.*\.(?:local|localhost|internal|lan|test|invalid)|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|0\.0\.0\.0|\[::1\]",
)
_PLAIN_HOST = re.compile(r"[a-z0-9][a-z0-9-]*")


def is_template(target: str, *, source: bool = False) -> bool:
    """Whether an address still holds a placeholder that a template should have filled.

    In the `source` of a site, what its generator fills is none: `{{ site.url }}`, `{{< ref "asthma.md" >}}`, `{% link … %}`.
    """
    return _TEMPLATE.search(_GENERATED.sub("x", target) if source else target) is not None


def has_scheme_slip(target: str) -> bool:
    """Whether the beginning of an address is miswritten: no scheme before `www.`, a scheme twice or without its colon."""
    return _SCHEME_SLIP.match(target) is not None or _MISSPELT.match(target) is not None


def mended_scheme(target: str) -> str | None:
    """The address with its scheme put before `www.`; None where the mending isn't that plain."""
    return f"https://{target}" if target.lower().startswith("www.") else None


def is_malformed_mail(target: str) -> bool:
    """Whether a mail link breaks RFC 6068: each address before the `?` needs a name, an @ and a domain.

    A link without an address ("mailto:?subject=…", for sharing) is allowed; a bare address without `mailto:` is not.
    """
    if not target.lower().startswith("mailto:"):
        return "://" not in target and _MAILBOX.fullmatch(target) is not None
    addresses, _, headers = target[7:].partition("?")
    if not addresses:
        return "=" not in headers
    return not all(_MAILBOX.fullmatch(address.replace("%40", "@")) for address in addresses.split(","))


def is_malformed_phone(target: str) -> bool:
    """Whether a tel or sms link breaks RFC 3966: digits and `-.()` only, a plus in front at most, 3 to 15 digits."""
    number = target.partition(":")[2].partition("?")[0]
    if not _NUMBER.fullmatch(number) or _TRUNK_ZERO.match(number):
        return True
    digits = sum(char.isdigit() for char in number.partition(";")[0])
    # "02 55": an area code and the beginning of a number.
    if number.startswith("0") and not number.startswith("000") and digits < _MIN_AREA:
        return True
    return not _MIN_DIGITS <= digits <= _MAX_DIGITS


def is_local(address: Address) -> bool:
    """Whether only the writer's own machine or network knows the host."""
    if address.scheme == "file" or len(address.scheme) == 1:
        return True
    # A host's name without a dot is known to no name server but the network's own.
    return _LOCAL_HOST.fullmatch(address.host) is not None or (
        address.scheme in ("http", "https") and _PLAIN_HOST.fullmatch(address.host) is not None
    )


def is_insecure(address: Address, secure: frozenset[str], domains: tuple[str, ...]) -> bool:
    """Whether an address says http although its host, or a domain above it, is known to serve https."""
    if address.scheme != "http" or not address.host:
        return False
    return address.host in secure or any(belongs(address.host, domain) for domain in domains)


def without_tracking(target: str, names: frozenset[str], prefixes: tuple[str, ...]) -> str:
    """The address without query parameters that only follow readers around."""
    before, mark, rest = target.partition("?")
    if not mark:
        return target
    query, hash_mark, fragment = rest.partition("#")
    pieces = re.split(r"(&amp;|&)", query)
    kept = [
        piece
        for piece in pieces[::2]
        if (name := piece.partition("=")[0].lower()) not in names and not (prefixes and name.startswith(prefixes))
    ]
    if len(kept) == len(pieces[::2]):
        return target
    joint = next(iter(pieces[1::2]), "&")
    return before + ("?" + joint.join(kept) if kept else "") + hash_mark + fragment
