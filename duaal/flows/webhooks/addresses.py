"""Which addresses messages may go to: public ones over HTTPS, judged again at every connection.

A name is turned into numbers once per try, every number is judged, and the connection is made to a number
that was judged: a name that says something else a moment later changes nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duaal.flows.webhooks.kinds import Problem
from duaal.flows.webhooks.models import HOST_LENGTH

HTTPS_PORT = 443
FIRST_FREE_PORT = 1024
THIS_MACHINE = "127.0.0.1"
NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "64:ff9b::/96",  # leads to an IPv4 address that is not judged here
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "::/96",
        "fec0::/10",
        "192.88.99.0/24",
    )
)


class Undeliverable(Exception):
    """No answer was got; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: the host as the certificate names it, its port, and what is asked there."""

    host: str
    port: int
    path: str
    encrypted: bool


def target_of(address: str) -> Target:
    """Reads an address. Raises `ValidationError` with what is wrong in it."""
    if len(address) > HOST_LENGTH or not address.isascii() or any(c.isspace() or c < " " for c in address):
        raise _wrong(_("Dit is geen geldig webadres. Kopieer het zonder spaties of bijzondere tekens."))
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as wrong:
        raise _wrong(_("Dit is geen geldig webadres. Kopieer het opnieuw.")) from wrong
    if not parts.hostname:
        raise _wrong(_("In dit adres ontbreekt de naam van de server. Begin met https://."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _wrong(_("Laat naam, wachtwoord en alles na # weg uit het adres. De handtekening is genoeg."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if _is_permitted_here(parts):
        return Target(THIS_MACHINE, port or 80, path, encrypted=False)
    if parts.scheme != "https":
        raise _wrong(_("Gebruik een adres dat begint met https://. Andere adressen zijn niet veilig."))
    port = port if port is not None else HTTPS_PORT
    if port != HTTPS_PORT and port < FIRST_FREE_PORT:
        sentence = _("Poort %(port)d mag niet. Gebruik 443, of een poort vanaf %(first)d.")
        raise _wrong(sentence % {"port": port, "first": FIRST_FREE_PORT})
    if _is_number(parts.hostname) and not is_public(parts.hostname):
        raise _wrong(
            _("Dit adres ligt niet op het openbare internet. Gebruik een adres dat we kunnen bereiken.")
        )
    return Target(parts.hostname, port, path, encrypted=True)


def number_to_connect_to(target: Target) -> str:
    """The number behind the name of the target. Raises `Undeliverable` when one of them is not public."""
    if not target.encrypted:
        return THIS_MACHINE
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Undeliverable(Problem.UNKNOWN_HOST) from problem
    numbers = [str(one[4][0]) for one in found]
    if not numbers:
        raise Undeliverable(Problem.UNKNOWN_HOST)
    if not all(is_public(number) for number in numbers):
        raise Undeliverable(Problem.FORBIDDEN_ADDRESS)
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether a number is one of the public internet: not of this machine, a private network or a group."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if any(address.version == network.version and address in network for network in NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_loopback)


def _is_permitted_here(parts: SplitResult) -> bool:
    """Plain HTTP to this machine, where the settings say so: for a demo and for tests."""
    return settings.WEBHOOKS_TO_THIS_MACHINE and parts.scheme == "http" and parts.hostname == THIS_MACHINE


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _wrong(sentence: str) -> ValidationError:
    return ValidationError({"address": sentence})
