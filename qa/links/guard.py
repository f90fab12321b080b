"""Keeps the link check out of private networks: every host is resolved once, and connections go to what was resolved."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.links.settings import Settings

# Not private by number, yet a machine's own metadata service (Azure's wire server).
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOOKUPS = 16

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(Exception):
    """The address lies in a network that must not be asked."""


def embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def is_public(text: str) -> bool:
    """Whether an IP address belongs to the public internet: not private, loopback, link-local, shared, multicast, metadata."""
    try:
        address = embedded(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved and address not in _METADATA


class Guard:
    """Says which IP addresses may be asked, and which a host has; a host's answer holds for the whole run."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._allowed = tuple(ipaddress.ip_network(network) for network in settings.allow_networks)
        self._known: dict[str, asyncio.Task[list[str]]] = {}
        self._pool = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="lookup")
        self.resolved, self.failed = 0, 0
        self.permits = lru_cache(4096)(self._permits)
        self._is_forbidden_literal = lru_cache(4096)(self._forbidden_literal)

    def _permits(self, text: str) -> bool:
        if self._settings.allow_private or is_public(text):
            return True
        address = embedded(ipaddress.ip_address(text.partition("%")[0]))
        return any(address in network for network in self._allowed)

    def refuse_literal(self, host: str) -> None:
        """Raises RefusedError for a host that is itself a forbidden IP address; a name passes, to be judged once resolved."""
        if self._is_forbidden_literal(host):
            raise RefusedError(host)

    def _forbidden_literal(self, host: str) -> bool:
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return not self._permits(host)

    async def addresses(self, host: str, port: int) -> list[str]:
        """The permitted addresses of a host, looked up once; raises socket.gaierror, or RefusedError where none is permitted."""
        if host not in self._known:
            self._known[host] = asyncio.create_task(self._look_up(host, port))
        found = await asyncio.shield(self._known[host])
        permitted = [address for address in found if self.permits(address)]
        if not permitted:
            raise RefusedError(host)
        return permitted

    async def _look_up(self, host: str, port: int) -> list[str]:
        try:
            if self._settings.resolve is not None:
                found = list(self._settings.resolve(host, port))
            else:
                found = await asyncio.get_running_loop().run_in_executor(self._pool, _system_lookup, host, port)
        except OSError:
            self.failed += 1
            raise
        self.resolved += 1
        return found

    @property
    def offline(self) -> bool:
        """Whether not one of several names could be found: then it is this machine that has no network."""
        return self.resolved == 0 and self.failed >= 3

    def close(self) -> None:
        """Let go of the threads that look up names."""
        for task in self._known.values():
            if task.done() and not task.cancelled():
                task.exception()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _system_lookup(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that no host can have
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from None
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def pinned_resolver(guard: Guard) -> Any:
    """The resolver that aiohttp connects by: nothing but what the guard permits."""
    from aiohttp.abc import AbstractResolver, ResolveResult

    class Pinned(AbstractResolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            found = await guard.addresses(host, port)
            return [
                ResolveResult(
                    hostname=host,
                    host=address,
                    port=port,
                    family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                    proto=0,
                    flags=socket.AI_NUMERICHOST,
                )
                for address in found
                if family in (socket.AF_UNSPEC, socket.AF_INET6 if ":" in address else socket.AF_INET)
            ]

        async def close(self) -> None:
            """Nothing to let go of."""

    return Pinned()
