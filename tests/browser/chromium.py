"""Finds a Chromium for the browser tests, or installs one: the machine's own, the system's package, or Playwright's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""Two hidden pages that each window loads for its address bar; they cost more time than most pages of this website."""
_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying",
    "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
"""What Playwright switches off; repeated, because Chromium obeys only the last list that it is given."""
FLAGS = ("--no-sandbox", f"--disable-features={','.join((*_ADDRESS_BAR, *_PLAYWRIGHT))}")
"""How Chromium is started for tests."""
PATIENCE = 600
"""Seconds to wait for another program that installs packages, such as a new machine's own first update."""
_PAUSE = 5
_LOCKED = ("Could not get lock", "Unable to acquire the dpkg", "Unable to lock")
_APT = ("-qq", "-o", f"DPkg::Lock::Timeout={PATIENCE}")
_COMMANDS = (("update", *_APT), ("install", "-y", *_APT, "--no-install-recommends", "chromium"))


def find() -> str | None:
    """Return the path of a Chromium: VLM_SURVEY_CHROMIUM of the environment, one on the PATH, or Playwright's own."""
    named = os.environ.get("VLM_SURVEY_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install one: by apt-get where that is allowed, else by Playwright. Say what is done, and why it failed."""
    if shutil.which("apt-get") and _allowed():
        for words in _COMMANDS:
            if (failure := apt(words)) is not None:
                _say(f"apt-get {words[0]} failed: {failure}")
    else:
        _say("the system's packages are not used: apt-get is missing, or it needs a password")
    if not find():
        _say("no chromium on the PATH yet; installing Playwright's own: playwright install chromium")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


def apt(words: Sequence[str], *, sleep: Callable[[float], None] = time.sleep, patience: float = PATIENCE) -> str | None:
    """Run apt-get with `words`, waiting at most `patience` seconds while another program holds its lock.

    Return None when it worked, else the last line that it complained with.
    """
    command = [*_sudo(), "apt-get", *words]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    waited = 0.0
    while True:
        _say(f"running {' '.join(command)}")
        done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, errors="replace")
        if done.returncode == 0:
            return None
        said = [line for line in (*done.stdout.splitlines(), *done.stderr.splitlines()) if line.strip()]
        if waited >= patience or not any(sign in line for line in said for sign in _LOCKED):
            return said[-1] if said else f"exit code {done.returncode}"
        _say(f"another program holds the lock of the package system; trying again in {_PAUSE} seconds")
        sleep(_PAUSE)
        waited += _PAUSE


def _say(line: str) -> None:
    print(line, flush=True)


def _allowed() -> bool:
    return os.geteuid() == 0 or bool(_sudo())


def _sudo() -> list[str]:
    if os.geteuid() == 0 or not shutil.which("sudo"):
        return []
    able = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    return ["sudo", "-n"] if able else []


if __name__ == "__main__":
    path = find() or install()
    if not path:
        sys.exit(
            "no Chromium found and none could be installed. Install one and put it on the PATH,"
            " or set VLM_SURVEY_CHROMIUM to its path. `make quick` runs all tests that need no browser."
        )
    print(f"browser tests use {path}")
