"""A client of clamd, the virus scanner: INSTREAM, as in clamd's manual page."""

import socket
import struct
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

PIECE = 1 << 16
CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 120.0
PORT = 3310


class Finding(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    UNSURE = "unsure"


class Verdict(NamedTuple):
    """What the scanner found, and its own words: a virus's name, or a fault."""

    finding: Finding
    words: str = ""


class ScannerAway(Exception):
    """The scanner does not answer, or not in time."""


def scan(path: Path, url: str, *, seconds: float = ANSWER_SECONDS) -> Verdict:
    """Have clamd at tcp://host:port or unix:///path look through a file."""
    try:
        with connect(url) as clamd, path.open("rb") as file:
            clamd.settimeout(seconds)
            clamd.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                clamd.sendall(struct.pack(">I", len(piece)) + piece)
            clamd.sendall(struct.pack(">I", 0))
            answer = read_answer(clamd)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    return read_verdict(answer)


def connect(url: str) -> socket.socket:
    address = urlsplit(url)
    if address.scheme == "unix":
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(CONNECT_SECONDS)
        try:
            clamd.connect(address.path)
        except OSError as error:
            clamd.close()
            raise ScannerAway(type(error).__name__) from error
        return clamd
    host, port = address.hostname or "localhost", address.port or PORT
    return socket.create_connection((host, port), timeout=CONNECT_SECONDS)


def read_answer(clamd: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        piece = clamd.recv(4_096)
        if not piece or len(answer) > PIECE:
            raise ScannerAway("The answer was cut off.")
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def read_verdict(answer: str) -> Verdict:
    """`stream: OK`, `stream: Eicar-Test-Signature FOUND`, or a fault."""
    words = answer.removeprefix("stream:").strip()
    if words == "OK":
        return Verdict(Finding.CLEAN)
    if words.endswith("FOUND"):
        return Verdict(Finding.INFECTED, words.removesuffix("FOUND").strip())
    return Verdict(Finding.UNSURE, words)
