"""The client against a server that speaks clamd's side, over real sockets."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress

import pytest

from casework.eicar import EICAR
from casework.scanning import Finding, ScannerAway, Verdict, read_verdict, scan


def read_exactly(peer, count):
    got = b""
    while len(got) < count:
        piece = peer.recv(count - len(got))
        if not piece:
            raise EOFError
        got += piece
    return got


def serve_one(server, answer):
    peer, _ = server.accept()
    with peer, suppress(EOFError, ConnectionError):  # the client may hang up
        assert read_exactly(peer, 10) == b"zINSTREAM\0"
        body = b""
        while size := struct.unpack(">I", read_exactly(peer, 4))[0]:
            body += read_exactly(peer, size)
        reply = answer(body)
        if reply is not None:
            peer.sendall(reply)


@contextmanager
def clamd(answer, *, path=None):
    """A scanner for one file; `answer` maps what it got to what it says."""
    server = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    server.bind(str(path) if path else ("127.0.0.1", 0))
    server.listen(1)
    thread = threading.Thread(target=serve_one, args=(server, answer), daemon=True)
    thread.start()
    try:
        yield f"unix://{path}" if path else f"tcp://127.0.0.1:{server.getsockname()[1]}"
    finally:
        thread.join(timeout=5)
        server.close()


def honest(body):
    return b"stream: Eicar FOUND\0" if EICAR in body else b"stream: OK\0"


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "file"
    found.write_bytes(b"harmless " * 50_000)
    return found


class TestScan:
    def test_clean(self, path):
        with clamd(honest) as url:
            assert scan(path, url) == Verdict(Finding.CLEAN)

    def test_infected_at_the_very_end(self, path):
        path.write_bytes(b"words " * 50_000 + EICAR)
        with clamd(honest) as url:
            assert scan(path, url) == Verdict(Finding.INFECTED, "Eicar")

    def test_through_a_unix_socket(self, path, tmp_path):
        with clamd(honest, path=tmp_path / "s") as url:
            assert scan(path, url).finding is Finding.CLEAN

    def test_whole_file_is_sent(self, path):
        sent = []

        def keep(body):
            sent.append(body)
            return b"stream: OK\0"

        with clamd(keep) as url:
            scan(path, url)
        assert sent == [path.read_bytes()]


class TestAway:
    def test_nobody_listens(self, path):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        with pytest.raises(ScannerAway):
            scan(path, f"tcp://127.0.0.1:{port}")

    def test_no_unix_socket(self, path, tmp_path):
        with pytest.raises(ScannerAway):
            scan(path, f"unix://{tmp_path}/none")

    def test_hangs_up(self, path):
        with clamd(lambda body: None) as url, pytest.raises(ScannerAway):
            scan(path, url)

    def test_too_slow(self, path):
        ended = threading.Event()

        def wait(body):
            ended.wait(5)

        with clamd(wait) as url:
            with pytest.raises(ScannerAway):
                scan(path, url, seconds=0.2)
            ended.set()

    def test_endless_answer(self, path):
        with clamd(lambda body: b"x" * 100_000) as url, pytest.raises(ScannerAway):
            scan(path, url)

    def test_missing_file_is_no_fault_of_the_scanner(self, path):
        path.unlink()
        server = socket.create_server(("127.0.0.1", 0))
        with server, pytest.raises(FileNotFoundError):
            scan(path, f"tcp://127.0.0.1:{server.getsockname()[1]}")


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        ("stream: OK", "clean"),
        ("stream: Win.Test FOUND", "infected"),
        ("INSTREAM size limit exceeded. ERROR", "unsure"),
        ("", "unsure"),
        ("stream: NOT OK", "unsure"),
    ],
)
def test_only_ok_is_clean(answer, finding):
    assert read_verdict(answer).finding == finding
