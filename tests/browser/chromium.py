"""Finds a Chromium for the browser tests, or installs one: the machine's own, the system's package, or Playwright's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium: the environment's VLM_SURVEY_CHROMIUM, one on the PATH, or Playwright's own."""
    named = os.environ.get("VLM_SURVEY_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install one: by apt where that is allowed, else by Playwright. None when neither works."""
    if shutil.which("apt-get") and _allowed():
        print("installing chromium by apt-get")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", "chromium")):
            subprocess.run([*_sudo(), "apt-get", *words], check=False, env=quiet, stdout=subprocess.DEVNULL)
    if not find():
        print("installing chromium by playwright")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


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
        sys.exit("no Chromium found and none could be installed; set VLM_SURVEY_CHROMIUM to one")
    print(f"browser tests use {path}")
