"""Store the state of the watch and the proposals of each week.

Proposals are written before the state. If a run is killed between the two, the next run asks for the page again and
recognises existing proposals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from vlm_survey.model.harvest.watch_state import Proposals, Proposed, WatchState
from vlm_survey.store.harvest import FOLDER, read_harvest, write_harvest

STATE = f"{FOLDER}/watch.json"
PROPOSALS = f"{FOLDER}/proposals"


def week_of(day: dt.date) -> str:
    """Return the ISO week of a day, such as 2026-W09."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def read_state(root: Path) -> WatchState:
    """Read the state of the watch. Raises LibraryError for a damaged file."""
    return read_harvest(root, STATE, WatchState)


def write_state(root: Path, state: WatchState) -> None:
    """Save the state of the watch."""
    write_harvest(root, STATE, state)


def read_proposals(root: Path) -> dict[str, tuple[Proposed, ...]]:
    """Read all proposals by week, oldest first. Raises LibraryError for a damaged file, to avoid duplicate proposals."""
    paths = sorted((root / PROPOSALS).glob("*.json"))
    return {path.stem: read_harvest(root, f"{PROPOSALS}/{path.name}", Proposals).proposals for path in paths}


def mark_reported(root: Path) -> None:
    """Save that all current proposals are part of an issue."""
    counts = {week: len(proposals) for week, proposals in read_proposals(root).items()}
    write_state(root, read_state(root).model_copy(update={"told": counts}))


def write_proposals(root: Path, week: str, proposals: Iterable[Proposed]) -> None:
    """Write the proposals of a week."""
    write_harvest(root, f"{PROPOSALS}/{week}.json", Proposals(proposals=tuple(proposals)))
