"""The package as others install it: what it needs, what it says of itself, what it shows."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import vlm_survey
from vlm_survey.cli.common.report import _EXTRAS
from vlm_survey.store import read_address

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

WITHOUT = f"""
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted({*_EXTRAS, "pandas"})}:
            raise ModuleNotFoundError(f"No module named '{{name}}'", name=name)

sys.meta_path.insert(0, Missing())
"""


def alone(*words):
    """Run the command as if only what the package needs at least were installed."""
    code = f"{WITHOUT}\nfrom vlm_survey.__main__ import main\nsys.argv = ['vlm-survey', *{list(words)!r}]\nmain()"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_records_are_read_and_asked_with_nothing_but_the_base_packages(copy):
    ask = "print(len(read_survey('tests/library').where(task='vqa').papers))"
    code = f"{WITHOUT}\nfrom vlm_survey import read_survey\n{ask}"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout == "2\n", run.stderr
    assert alone("--root", str(copy), "export", "bibtex").returncode == 0
    assert alone("--root", str(copy), "check").returncode == 0


@pytest.mark.parametrize(
    ("words", "extra"), [(["build"], "site"), (["import", "README.md"], "intake"), (["add"], "intake")]
)
def test_a_command_that_needs_more_says_what_to_install(copy, words, extra):
    run = alone("--root", str(copy), *words)
    assert run.returncode == 2
    assert f"pip install 'vlm-survey[{extra}]'" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_package_names_its_addresses_readme_and_python_versions():
    address = read_address(ROOT)
    urls = PROJECT["urls"]
    assert urls["Website"] == address.site
    assert urls["Repository"] == address.repository
    assert all(url.startswith((address.site, address.repository)) for url in urls.values())
    assert (ROOT / PROJECT["readme"]).read_text(encoding="utf-8").startswith("# vlm-survey\n")
    assert "Typing :: Typed" in PROJECT["classifiers"]
    assert set(_EXTRAS.values()) <= set(PROJECT["optional-dependencies"])


def test_the_locks_hold_what_the_extras_ask_for():
    for extra, lock in (("site", "site"), ("intake", "site"), ("pandas", "test")):
        pinned = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        for wanted in PROJECT["optional-dependencies"][extra]:
            name = wanted.partition(">")[0].replace("_", "-")
            assert f"\n{name}==" in f"\n{pinned}", (lock, name)


def test_what_is_loaded_later_is_shown_already():
    assert {"Survey", "read_survey", "__version__"} <= set(dir(vlm_survey))
    assert all(hasattr(vlm_survey, name) for name in dir(vlm_survey))
