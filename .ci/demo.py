"""Starts `make demo`, opens the home page and a page behind login, stops it, and looks if all is gone."""

import argparse
import http.cookiejar
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_STOP = 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--within", type=float, required=True, help="seconds until the first page")
    options = parser.parse_args()
    start = time.monotonic()
    make = subprocess.Popen(["make", "demo", f"PORT={options.port}"], cwd=ROOT)
    try:
        visitor = Visitor(f"http://127.0.0.1:{options.port}")
        visitor.wait_for_home(make, within=options.within)
        print(f"home page after {time.monotonic() - start:.1f} s", flush=True)
        visitor.log_in()
        print("a page behind login answers", flush=True)
    finally:
        family = psutil.Process(make.pid).children(recursive=True) if make.poll() is None else []
        if family:
            family[0].terminate()  # what Ctrl-C reaches; make then hands on its exit code
        code = make.wait(SECONDS_TO_STOP)
    left = [
        process for process in family if process.is_running() and process.status() != "zombie"
    ] + servers_of(ROOT / "var")
    if code != 0 or left:
        print(f"no clean stop: exit code {code}, still running {left}", file=sys.stderr)
        return 1
    print("clean stop", flush=True)
    return 0


class Visitor:
    """A browser without a screen, with its cookies."""

    def __init__(self, site: str) -> None:
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """The address where it ended, and the page."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with self.opener.open(self.site + path, data, timeout=30) as answer:
            return answer.url, answer.read().decode()

    def wait_for_home(self, make: "subprocess.Popen[bytes]", *, within: float) -> None:
        patience = time.monotonic() + within
        while time.monotonic() < patience:
            if make.poll() is not None:
                raise SystemExit(f"make demo stopped with code {make.returncode} before it served a page")
            try:
                self.get("/")
                return
            except urllib.error.HTTPError:
                raise
            except OSError:
                time.sleep(0.2)
        raise SystemExit(f"no page within {within:.0f} s")

    def log_in(self) -> None:
        _, page = self.get("/aanmelden/")
        form = {
            "csrfmiddlewaretoken": _only(r'name="csrfmiddlewaretoken" value="(\w+)"', page),
            "account": _only(r'name="account" value="(\d+)"', page),
        }
        address, _ = self.get("/aanmelden/demo/", form)
        if address != f"{self.site}/taken/":
            raise SystemExit(f"logging in ended at {address}")


def servers_of(folder: Path) -> list[psutil.Process]:
    """Database servers that still have their data in this folder."""
    names = (process for process in psutil.process_iter(["name", "cmdline"]))
    return [
        one
        for one in names
        if one.info["name"] == "postgres" and str(folder) in " ".join(one.info["cmdline"] or ())
    ]


def _only(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    if found is None:
        raise SystemExit(f"the login page has nothing like {pattern}")
    return found[1]


if __name__ == "__main__":
    sys.exit(main())
