"""Where messages may go: the public internet over HTTPS, and not around a corner either."""

import datetime
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ValidationError

from duaal.flows.webhooks import addresses, posting
from duaal.flows.webhooks.addresses import Undeliverable, is_public, number_to_connect_to, target_of
from duaal.flows.webhooks.kinds import Problem

PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.8", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *(
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
    ),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    *("2002:7f00:1::", "2001:0:7f00:1::", "192.88.99.1"),
]
PUBLIC = ["8.8.8.8", "193.190.1.1", "2a02:2788::1", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_that_is_not_public_is_refused(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_is_taken(number):
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://pakket.voorbeeld.test/", "https://"),
        ("ftp://pakket.voorbeeld.test/", "https://"),
        ("file:///etc/passwd", "naam van de server"),
        ("gopher://pakket.voorbeeld.test/", "https://"),
        ("javascript:alert(1)", "naam van de server"),
        ("https:///pad", "naam van de server"),
        ("pakket.voorbeeld.test", "naam van de server"),
        ("https://naam:woord@pakket.voorbeeld.test/", "wachtwoord"),
        ("https://pakket.voorbeeld.test@10.0.0.1/", "wachtwoord"),
        ("https://pakket.voorbeeld.test/#deel", "#"),
        ("https://pakket.voorbeeld.test:22/", "Poort 22"),
        ("https://pakket.voorbeeld.test:0/", "Poort 0"),
        ("https://pakket.voorbeeld.test:99999/", "geldig webadres"),
        ("https://[::1/", "geldig webadres"),
        ("https://pakket.voorbeeld.test/ x", "spaties"),
        ("https://pakket.voorbeeld.test/\r\nX-Kop:1", "spaties"),
        ("https://pakkét.voorbeeld.test/", "bijzondere tekens"),
        ("https://pakket.voorbeeld.test/" + "a" * 500, "geldig webadres"),
        *((f"https://{number}/", "openbare internet") for number in PRIVATE if ":" not in number),
        *((f"https://[{number}]/", "openbare internet") for number in PRIVATE if ":" in number),
        ("http://127.0.0.1:8080/", "https://"),
        ("http://localhost:8080/", "https://"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused_with_what_to_do(address, words, settings):
    settings.WEBHOOKS_TO_THIS_MACHINE = False

    with pytest.raises(ValidationError) as refused:
        target_of(address)

    assert words in refused.value.message_dict["address"][0]


@pytest.mark.parametrize("port", ["", ":443", ":8443"])
def test_an_address_over_https_is_taken(port):
    found = target_of(f"https://pakket.voorbeeld.test{port}/in?x=1")

    assert (found.host, found.path, found.encrypted) == ("pakket.voorbeeld.test", "/in?x=1", True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "[::1]", "10.0.0.1"])
def test_a_demo_sends_to_this_machine_by_its_number_only(host, settings):
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    assert target_of("http://127.0.0.1:8080/").port == 8080

    with pytest.raises(ValidationError):
        target_of(f"http://{host}:8080/")


def resolving(monkeypatch, *numbers):
    """Names mean these numbers; gives how often was asked."""
    asked = []

    def answer(host, port, **_more):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize("number", PRIVATE)
def test_a_name_that_means_a_number_that_is_not_public_is_refused(number, monkeypatch):
    resolving(monkeypatch, number)

    with pytest.raises(Undeliverable) as refused:
        number_to_connect_to(target_of("https://pakket.voorbeeld.test/"))

    assert refused.value.problem == Problem.FORBIDDEN_ADDRESS


def test_a_name_with_one_number_that_is_not_public_among_others_is_refused(monkeypatch):
    resolving(monkeypatch, "8.8.8.8", "10.0.0.1")

    with pytest.raises(Undeliverable):
        number_to_connect_to(target_of("https://pakket.voorbeeld.test/"))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_this_machine_written_in_another_way_is_refused(host):
    with pytest.raises(Undeliverable) as refused:
        number_to_connect_to(target_of(f"https://{host}/"))

    assert refused.value.problem in (Problem.FORBIDDEN_ADDRESS, Problem.UNKNOWN_HOST)


def test_the_connection_goes_to_the_number_that_was_judged_and_the_name_is_asked_once(monkeypatch):
    asked = resolving(monkeypatch, "8.8.8.8")
    connected = []

    def connect(where, timeout):
        connected.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(posting.socket, "create_connection", connect)

    outcome = posting.post(target_of("https://pakket.voorbeeld.test/"), b"{}", {})

    assert (connected, asked) == ([("8.8.8.8", 443)], ["pakket.voorbeeld.test"])
    assert outcome.problem == Problem.REFUSED


def test_a_name_that_does_not_exist_is_said_to_be_so():
    outcome = posting.post(target_of("https://bestaat-niet.invalid/"), b"{}", {})

    assert outcome.problem == Problem.UNKNOWN_HOST


def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_no_message(monkeypatch, tmp_path):
    received = []
    with secure_server(tmp_path, received) as port:
        monkeypatch.setattr(posting, "number_to_connect_to", lambda target: "127.0.0.1")

        outcome = posting.post(target_of(f"https://pakket.voorbeeld.test:{port}/"), b"geheim", {})

    assert (outcome.problem, outcome.status, received) == (Problem.TLS, None, [])


def test_a_server_with_the_certificate_of_another_name_gets_no_message(monkeypatch, tmp_path):
    received = []
    with secure_server(tmp_path, received) as port:
        monkeypatch.setattr(posting, "number_to_connect_to", lambda target: "127.0.0.1")
        monkeypatch.setattr(posting, "SECURE", ssl.create_default_context(cafile=str(tmp_path / "cert.pem")))

        good = posting.post(target_of(f"https://pakket.voorbeeld.test:{port}/"), b"een", {})
        wrong = posting.post(target_of(f"https://ander.voorbeeld.test:{port}/"), b"twee", {})

    assert (good.status, wrong.problem) == (200, Problem.TLS)
    assert len(received) == 1
    assert received[0].endswith(b"een")
    assert f"Host: pakket.voorbeeld.test:{port}\r\n".encode() in received[0]


class secure_server:  # noqa: N801
    """A server over TLS for `pakket.voorbeeld.test`, with a certificate that it made itself."""

    def __init__(self, folder, received):
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "pakket.voorbeeld.test")])
        now = datetime.datetime.now(datetime.UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("pakket.voorbeeld.test")]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
            .sign(key, hashes.SHA256())
        )
        (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        (folder / "key.pem").write_bytes(secret)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self.received = received

    def __enter__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()
        return self.listening.getsockname()[1]

    def __exit__(self, *_error):
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(5)

    def _serve(self):
        while True:
            try:
                line, _where = self.listening.accept()
            except OSError:
                return
            try:
                with self.context.wrap_socket(line, server_side=True) as secure:
                    secure.settimeout(2)
                    said = b""
                    while b"\r\n\r\n" not in said or said.endswith(b"\r\n\r\n"):
                        said += secure.recv(4096)
                    self.received.append(said)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            except OSError:
                line.close()
