"""The Makefile's install words hold on a later day: a newer release on the index changes nothing that is locked."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.installing.package_index import write_wheel

MAKEFILE = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
PIP = "$(BIN)/pip"


def install_words(lock: Path) -> list[str]:
    """Return the words by which the Makefile installs a lock file, without pip itself."""
    (found,) = re.findall(r"(?m)^INSTALL := (.*)$", MAKEFILE)
    used = re.findall(r"(?m)^\t@?\$\(INSTALL\) (.*?)(?: && .*)?$", MAKEFILE)
    assert used == ["-r requirements/site.txt", "-r requirements/test.txt", "-r requirements/bench.txt"]
    pip, *words = shlex.split(found)
    assert pip == PIP
    assert "--require-hashes" in words
    return [*words, "-r", str(lock)]


def check_words() -> list[str]:
    """Return the words by which the Makefile checks what it installed; both installs end with them."""
    found = set(re.findall(r"(?m)^\t@?\$\(BIN\)/pip (check.*)$", MAKEFILE))
    assert len(found) == 1
    return shlex.split(found.pop())


@pytest.fixture
def index(tmp_path):
    """An index with a package that wants another with an extra, of which a newer release came after the lock."""
    index = tmp_path / "index"
    hashes = {
        "owl": write_wheel(index, "owl", "1.0"),
        "lark": write_wheel(index, "lark", "1.0", "Provides-Extra: song", 'Requires-Dist: owl>=1 ; extra == "song"'),
        "wren": write_wheel(index, "wren", "1.0", "Requires-Dist: lark[song]>=1"),
    }
    write_wheel(index, "lark", "1.1", "Provides-Extra: song", 'Requires-Dist: owl>=1 ; extra == "song"')
    lock = [f"{name}==1.0 \\\n    --hash=sha256:{digest}\n" for name, digest in sorted(hashes.items())]
    (tmp_path / "lock.txt").write_text("".join(lock), encoding="utf-8")
    return index


@pytest.fixture
def pip(tmp_path, index):
    """Runs pip in a new environment that knows no other index; gives what it did."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    (packages(environment) / "pip").symlink_to(Path(find_spec("pip").origin).parent)
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    only = {"PIP_INDEX_URL": index.as_uri(), "PIP_CONFIG_FILE": os.devnull, "PIP_CACHE_DIR": str(tmp_path / "cache")}

    def pip(*words):
        command = [str(environment / "bin" / "python"), "-m", "pip", *words]
        return subprocess.run(command, env={**bare, **only}, capture_output=True, text=True, check=False)

    return pip


def packages(environment):
    (folder,) = environment.glob("lib/python*/site-packages")
    return folder


def test_a_lock_installs_although_a_newer_release_of_a_package_with_an_extra_is_out(pip, tmp_path):
    installed = pip(*install_words(tmp_path / "lock.txt"))
    assert installed.returncode == 0, installed.stderr
    checked = pip(*check_words())
    assert checked.returncode == 0, checked.stdout + checked.stderr
    installed = sorted(path.stem for path in packages(tmp_path / "environment").glob("*.dist-info"))
    assert installed == ["lark-1.0", "owl-1.0", "wren-1.0"]


def test_the_index_is_one_on_which_pips_that_look_for_dependencies_fail(pip, tmp_path):
    """Newer releases of pip take the locked release anyway. The lock must install with older ones too."""
    words = [word for word in install_words(tmp_path / "lock.txt") if word != "--no-deps"]
    looked = pip(*words)
    if looked.returncode == 0:
        assert (packages(tmp_path / "environment") / "lark-1.0.dist-info").is_dir()
    else:
        assert "lark" in looked.stderr


def test_a_lock_that_lacks_a_package_is_named_by_the_check(pip, tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text(re.sub(r"lark.*\n.*\n", "", lock.read_text(encoding="utf-8")), encoding="utf-8")
    assert pip(*install_words(lock)).returncode == 0
    checked = pip(*check_words())
    assert checked.returncode != 0
    assert "lark" in checked.stdout
