import signal
import socket

import psutil
import pytest

from duaal.interfaces.cli.supervisor import Supervisor, listen_for_stop


@pytest.fixture(autouse=True)
def own_signals():
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_child_that_ends_by_itself_is_noticed_with_its_code() -> None:
    family = Supervisor()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        family.start("de webserver", "serve", "--port", str(other.getsockname()[1]))
        ended = family.watch()

    family.stop()
    assert ended == ("de webserver", 1)


def test_after_a_stop_no_child_is_left() -> None:
    family = Supervisor()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    others = set(psutil.Process().children(recursive=True))
    family.start("de webserver", "serve", "--port", str(port))
    children = set(psutil.Process().children(recursive=True)) - others

    family.stop()

    assert children
    assert family.ended() is None
    assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_ways_to_ask_for_a_stop_interrupt(number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_IGN)
    listen_for_stop()

    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
