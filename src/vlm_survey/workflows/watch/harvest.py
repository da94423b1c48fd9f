"""What the watch keeps: a state and the proposals of each week, written whole, in an order that loses and repeats nothing.

Proposals are written before the state. A run that is killed between the two asks for a page again, and recognises what it
has proposed already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from vlm_survey.model.watched import Proposals, Proposed, WatchState
from vlm_survey.store.harvest import FOLDER, read_harvest, write_harvest

STATE = f"{FOLDER}/watch.json"
PROPOSALS = f"{FOLDER}/proposals"


def week_of(day: dt.date) -> str:
    """The ISO week of a day, as 2026-W09."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def read_state(root: Path) -> WatchState:
    """Where the watch stands. Raises LibraryError for a damaged file."""
    return read_harvest(root, STATE, WatchState)


def write_state(root: Path, state: WatchState) -> None:
    """Keep where the watch stands."""
    write_harvest(root, STATE, state)


def read_proposals(root: Path) -> dict[str, tuple[Proposed, ...]]:
    """All proposals by week, oldest first. Raises LibraryError for a damaged file: nothing may be proposed twice."""
    paths = sorted((root / PROPOSALS).glob("*.json"))
    return {path.stem: read_harvest(root, f"{PROPOSALS}/{path.name}", Proposals).proposals for path in paths}


def mark_told(root: Path) -> None:
    """Keep that an issue tells of all proposals there are."""
    told = {week: len(found) for week, found in read_proposals(root).items()}
    write_state(root, read_state(root).model_copy(update={"told": told}))


def write_proposals(root: Path, week: str, proposals: Iterable[Proposed]) -> None:
    """Write the proposals of a week."""
    write_harvest(root, f"{PROPOSALS}/{week}.json", Proposals(proposals=tuple(proposals)))
