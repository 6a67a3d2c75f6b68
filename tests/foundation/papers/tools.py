"""The programs that look at a paper without knowing who made it: OpenSSL, and `pdfsig` of poppler."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needs(program: str) -> None:
    """Skips the test on a machine without the program; the server has to have it."""
    if shutil.which(program) is None:
        if os.environ.get("DUAAL_CHECKERS_REQUIRED") == "1":
            pytest.fail(f"{program} is not on this machine")
        pytest.skip(f"{program} is not on this machine: run requirements/checkers.sh")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
