"""Level B-T: the time stamp of an authority, here OpenSSL behind a server of the test on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from duaal.foundation.papers.rendering import render
from duaal.foundation.papers.seal import NotSealed, seal
from tests.foundation.papers.cutting import cut, openssl_says_genuine
from tests.foundation.papers.factories import AT, paper, seal_key
from tests.foundation.papers.tools import needs, run

CONFIG = """
[ tsa ]
default_tsa = ours
[ ours ]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class Authority:
    """A time-stamping authority; `broken` lets it answer with nonsense."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.broken = folder, False
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        made = run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=tijd", "-days", "2",
            "-addext", "extendedKeyUsage=critical,timeStamping",
            "-addext", "keyUsage=critical,digitalSignature",
            "-keyout", folder / "tsa.key", "-out", folder / "tsa.pem",
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def answer(self, query: bytes) -> bytes:
        if self.broken:
            return b"niets"
        (self.folder / "query.tsq").write_bytes(query)
        config, reply = self.folder / "tsa.cnf", self.folder / "reply.tsr"
        made = run(
            "openssl",
            "ts",
            "-reply",
            "-config",
            config,
            "-queryfile",
            self.folder / "query.tsq",
            "-out",
            reply,
        )
        assert made.returncode == 0, made.stderr
        return reply.read_bytes()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                pass

        return Handler


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    needs("openssl")
    found = Authority(tmp_path)
    thread = threading.Thread(target=found.server.serve_forever)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


def test_a_seal_with_a_time_stamp_is_genuine_and_holds_the_time(authority, settings, tmp_path) -> None:
    settings.PAPER_TIMESTAMP_URL = authority.address
    key = seal_key(tmp_path)

    made = seal(render(paper()), reason="Een reden", at=AT, key=key).data

    assert openssl_says_genuine(made, key.certificate, tmp_path)
    printed = run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", tmp_path / "signature.der")
    assert "id-smime-aa-timeStampToken" in printed.stdout


def test_without_an_authority_there_is_no_time_stamp(tmp_path) -> None:
    needs("openssl")
    made = seal(render(paper()), reason="Een reden", at=AT, key=seal_key(tmp_path)).data
    (tmp_path / "signature.der").write_bytes(cut(made).signature)

    printed = run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", tmp_path / "signature.der")
    assert "id-smime-aa-timeStampToken" not in printed.stdout


def test_an_authority_that_answers_nonsense_seals_nothing(authority, settings, tmp_path) -> None:
    settings.PAPER_TIMESTAMP_URL, authority.broken = authority.address, True

    with pytest.raises(NotSealed):
        seal(render(paper()), reason="Een reden", at=AT, key=seal_key(tmp_path))


def test_an_authority_that_is_not_there_seals_nothing(authority, settings, tmp_path) -> None:
    settings.PAPER_TIMESTAMP_URL = "http://127.0.0.1:9/"

    with pytest.raises(NotSealed):
        seal(render(paper()), reason="Een reden", at=AT, key=seal_key(tmp_path))
