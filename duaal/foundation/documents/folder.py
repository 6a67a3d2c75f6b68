"""The folder with the bytes: written whole or not at all, read with a check, removed, swept."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

UNFINISHED = ".unfinished"
_OURS = re.compile(r"^[0-9a-f]{48}(?:\.unfinished)?$")


class FileLost(Exception):
    """A file that is gone from the folder, or that is not what was stored."""


def folder() -> Path:
    """The folder outside the web root, made when it is not there; nobody but its owner reads it."""
    place = Path(settings.DOCUMENT_FOLDER)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def write(data: bytes) -> str:
    """Puts the bytes on disk under a random name and gives it; after a crash all is there or nothing."""
    place, name = folder(), secrets.token_hex(24)
    unfinished = place / (name + UNFINISHED)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, place / name)
        _sync(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return name


def read(stored_name: str, sha256: str) -> bytes:
    """The bytes as they were stored; raises `FileLost` when they are gone or altered."""
    try:
        data = (folder() / stored_name).read_bytes()
    except FileNotFoundError as error:
        raise FileLost(f"{stored_name} is gone") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileLost(f"{stored_name} was altered")
    return data


def remove(stored_name: str) -> None:
    """Takes the file away; nothing happens when it is gone already."""
    (folder() / stored_name).unlink(missing_ok=True)


def names_with_age() -> Iterator[tuple[str, float]]:
    """The files of the folder, each with the moment it was written in seconds since 1970."""
    with os.scandir(folder()) as entries:
        for entry in entries:
            if _OURS.match(entry.name):
                with suppress(FileNotFoundError):
                    yield entry.name, entry.stat().st_mtime


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
