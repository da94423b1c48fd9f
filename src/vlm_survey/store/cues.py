"""The files of the watch: cues.yaml, which a program learns, and watch.yaml, which people write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from vlm_survey.errors import InvalidFile, LibraryError
from vlm_survey.model.harvest.cues import Cues
from vlm_survey.model.harvest.watch_settings import WatchSettings
from vlm_survey.store.files import read_text, write_text
from vlm_survey.store.yaml_reader import LIBRARY, read_yaml
from vlm_survey.store.yaml_writer import Bare, document_text

T = TypeVar("T")

CUES_HEAD = """\
# The cues by which the watch decides which papers it proposes. Names, groups and patterns are written by people; `start`,
# `threshold` and all weights are learned from the records: python -m benchmarks.learn_cues (see "The watch").
#   title, anywhere   what it adds that the title, or title or abstract, has the words
#   combinations      what it adds that so many different cues of each group are met
#   explain           the groups whose cues explain a proposal, the most telling first
"""


def read_cues(root: Path) -> Cues:
    """Read the cues of the library at `root`. Raises LibraryError."""
    return _read(root, "cues.yaml", Cues.model_validate)


def read_watch(root: Path) -> WatchSettings:
    """Read the watch settings of the library at `root`. Raises LibraryError."""
    return _read(root, "watch.yaml", WatchSettings.model_validate)


def cues_text(cues: Cues) -> str:
    """Return the text of the file of `cues`; weights of zero are left out."""
    fields = {"start": _number(cues.start), "threshold": _number(cues.threshold), "explain": list(cues.explain)}
    rows = [
        {
            "name": cue.name,
            "group": cue.group,
            "pattern": cue.pattern,
            **_weights(title=cue.title, anywhere=cue.anywhere),
        }
        for cue in cues.cues
    ]
    together = [
        {
            **_present(title=dict(combination.title), anywhere=dict(combination.anywhere)),
            **_weights(weight=combination.weight),
        }
        for combination in cues.combinations
    ]
    return CUES_HEAD + "\n" + document_text({**fields, "cues": rows, "combinations": together})


def write_cues(root: Path, cues: Cues) -> Path:
    """Write cues.yaml and return its path."""
    path = root / "cues.yaml"
    write_text(path, cues_text(cues))
    return path


def _number(value: float) -> Any:
    """Return a weight with two decimals, in the form of YAML."""
    return Bare(f"{value:.2f}")


def _weights(**weights: float) -> dict[str, Any]:
    return {name: _number(value) for name, value in weights.items() if round(value, 2)}


def _present(**tables: dict[str, int]) -> dict[str, Any]:
    return {name: value for name, value in tables.items() if value}


def _read(root: Path, name: str, parse: Callable[[Mapping[str, Any]], T]) -> T:
    """Parse a file with `parse`. Raises LibraryError with the file and every wrong value."""
    try:
        return parse(read_yaml(read_text(root / name, LIBRARY.size), LIBRARY).data or {})
    except FileNotFoundError as error:
        repair = "Write it: the page 'The watch' says how"
        raise LibraryError("there is no such file", repair=repair, where=name) from error
    except InvalidFile as error:
        raise LibraryError(error.found, repair=error.repair, where=f"{name}:{error.line or 1}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False)]
        raise LibraryError("; ".join(faults), where=name) from error
