"""The YAML files of this repository, to be read by several readers."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("papers", "datasets", "models", "results", ".github", "tests/library")


def yaml_files() -> list[Path]:
    """Return every YAML file that is committed, sorted by path."""
    found = [path for path in ROOT.iterdir() if path.is_file()]
    found += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    return sorted(path for path in found if path.suffix in (".yaml", ".yml", ".cff"))
