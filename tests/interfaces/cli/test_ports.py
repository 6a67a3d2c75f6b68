import socket

import pytest

from duaal.interfaces.cli.ports import require_free
from duaal.interfaces.cli.stop import Stop


def test_a_free_port_is_left_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    require_free("127.0.0.1", port)
    require_free("127.0.0.1", port)


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Stop, match=f"Poort {port} op 127.0.0.1 is al in gebruik"):
            require_free("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_cannot_exist_is_named(port: int) -> None:
    with pytest.raises(Stop, match=f"Poort {port} bestaat niet"):
        require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Stop, match="Op 192.0.2.1:8000 kan niet geluisterd worden"):
        require_free("192.0.2.1", 8000)
