"""Is the port free? Asked before anything is started, so that nothing has to be stopped again."""

import errno
import socket

from duaal.interfaces.cli.stop import Stop

HIGHEST_PORT = 65535


def require_free(host: str, port: int) -> None:
    """Raises `Stop` when the server could not listen on this port."""
    if not 1 <= port <= HIGHEST_PORT:
        raise Stop(f"Poort {port} bestaat niet: kies een getal van 1 tot {HIGHEST_PORT}.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Stop(_why(problem, host, port)) from problem


def _why(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Poort {port} op {host} is al in gebruik: stop dat programma of kies een andere poort."
    if problem.errno in (errno.EACCES, errno.EPERM):
        return f"Poort {port} mag u niet openen: kies een poort boven 1023."
    return (
        f"Op {host}:{port} kan niet geluisterd worden ({problem.strerror or problem}): kies een ander adres."
    )
