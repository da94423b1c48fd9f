"""The installer of a browser: it waits for apt's lock, says what it does, and tells why something failed."""

from __future__ import annotations

import os

import pytest
from tests.browser import chromium

HELD = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (unattended-upgr)"


@pytest.fixture
def apt_get(tmp_path, monkeypatch):
    """Puts an apt-get on the PATH that fails with the given complaints, one a call, and then works."""

    def apt_get(*complaints):
        for number, complaint in enumerate(complaints):
            (tmp_path / f"complaint-{number}").write_text(f"Reading package lists...\n{complaint}\n")
        program = tmp_path / "bin" / "apt-get"
        program.parent.mkdir()
        program.write_text(
            "#!/bin/sh\n"
            f'cd "{tmp_path}"\n'
            'echo "$@" >> called\n'
            "for file in complaint-*; do\n"
            '  [ -f "$file" ] || exit 0\n'
            '  cat "$file" >&2; rm "$file"; exit 100\n'
            "done\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setattr(chromium, "_sudo", list)
        return lambda: (tmp_path / "called").read_text().splitlines()

    return apt_get


def test_apt_waits_for_its_lock_and_says_so(apt_get, capsys):
    called = apt_get(HELD, HELD)
    pauses = []
    assert chromium.apt(("update",), sleep=pauses.append) is None
    assert called() == ["update"] * 3
    assert pauses == [5, 5]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "running apt-get update"
    assert "another program holds the lock" in said[1]


def test_a_lock_that_is_never_freed_is_reported_in_the_end(apt_get):
    called = apt_get(*[HELD] * 9)
    assert chromium.apt(("update",), sleep=lambda _seconds: None, patience=20) == HELD
    assert len(called()) == 5


@pytest.mark.parametrize("complaint", ["E: Unable to locate package chromium", "E: You don't have enough free space"])
def test_another_failure_is_reported_at_once(apt_get, complaint):
    called = apt_get(complaint)
    assert chromium.apt(("install", "chromium"), sleep=lambda _seconds: None) == complaint
    assert called() == ["install chromium"]


def test_apt_is_reported_to_wait_for_the_lock_of_dpkg_too():
    assert all("DPkg::Lock::Timeout=600" in words for words in chromium._COMMANDS)


def test_installing_reports_each_step_and_why_it_failed_and_goes_on_to_playwright(apt_get, monkeypatch, capsys):
    called = apt_get("E: Failed to fetch packages", "E: Unable to locate package chromium")
    found = iter([None, "/somewhere/chromium"])
    monkeypatch.setattr(chromium, "find", lambda: next(found))
    monkeypatch.setattr(chromium, "_allowed", lambda: True)
    monkeypatch.setattr(chromium.sys, "executable", "/bin/true")
    assert chromium.install() == "/somewhere/chromium"
    assert [line.split()[0] for line in called()] == ["update", "install"]
    said = capsys.readouterr().out
    assert "apt-get update failed: E: Failed to fetch packages" in said
    assert "apt-get install failed: E: Unable to locate package chromium" in said
    assert "playwright install chromium" in said
