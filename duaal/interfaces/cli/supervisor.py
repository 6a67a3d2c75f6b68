"""Processes that belong together: started in order, watched, all stopped when one ends or a person asks."""

import ctypes
import signal
import subprocess
import sys
import time
from types import FrameType

SECONDS_TO_STOP = 25.0
SECONDS_BETWEEN_LOOKS = 0.2
PR_SET_PDEATHSIG = 1


class Supervisor:
    """The child processes of one command; `stop` ends them, the last started first."""

    def __init__(self) -> None:
        self._children: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(self, name: str, *words: str) -> None:
        """Starts `duaal` with these words, in a process group of its own so that Ctrl-C reaches only us."""
        command = [sys.executable, "-m", "duaal.interfaces.cli.main", *words]
        child = subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)
        self._children.append((name, child))

    def ended(self) -> tuple[str, int] | None:
        """The first child that is no longer there, with its exit code."""
        for name, child in self._children:
            code = child.poll()
            if code is not None:
                return name, code
        return None

    def watch(self) -> tuple[str, int]:
        """Waits until a child ends by itself."""
        while (found := self.ended()) is None:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return found

    def stop(self) -> None:
        """Asks every child to finish, and returns when all are gone; a second Ctrl-C changes nothing."""
        _ignore_signals()
        for _, child in reversed(self._children):
            child.terminate()
        patience = time.monotonic() + SECONDS_TO_STOP
        for _, child in reversed(self._children):
            try:
                child.wait(max(0.0, patience - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._children.clear()


def listen_for_stop() -> None:
    """From now on SIGTERM and SIGINT raise `KeyboardInterrupt`, also where the shell had them ignored."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)


def _ignore_signals() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with_parent() -> None:
    """A child of a supervisor that is killed ends as well (Linux; elsewhere it stays)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
