"""How good the watch is, replayed on a feed: python -m benchmarks.watch FEED [--abstracts FILE ...] [--also FILE ...].

Each week of FEED is asked for from a server on this machine in arXiv's own reply form, by the code of `vlm-survey watch`, in a
library that lacks the feed's records and exclusions. With --abstracts each week is judged by weights and a threshold that were
learned without it; otherwise by cues.yaml as it is, which is the way to measure weeks that it has never seen.

A paper belongs here when its arXiv identifier is a core record's, or stands in a FILE given with --also (JSON lines with
`arxiv`); adjacent records and exclusions count on neither side. Prints recall, precision, and the share of papers that nobody
must look at.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.feed_server import FeedServer, read_feed
from benchmarks.feed_server import Paper as Row
from benchmarks.learn_cues import learn_weeks, other_records, seen
from vlm_survey.model import Paper, recognise
from vlm_survey.model.harvest.cues import Cues
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.service import Settings
from vlm_survey.services.http.throttle import Clock
from vlm_survey.store import read_survey
from vlm_survey.store.cues import read_cues, read_watch
from vlm_survey.survey import Survey
from vlm_survey.workflows.watch.watch import Watch

_FEW = 5
"""Topics with fewer papers than this are not shown."""
_LATER = dt.timedelta(days=60)
"""So long after a week it is asked for, so that every day counts as complete."""


@dataclass(frozen=True)
class Measured:
    """Papers that appeared, that belong here, that were proposed, and proposals that belong here."""

    name: str
    seen: int
    belong: int
    proposed: int
    right: int

    @property
    def recall(self) -> float | None:
        """The share of papers that belong here which were proposed."""
        return self.right / self.belong if self.belong else None

    @property
    def precision(self) -> float | None:
        """The share of proposals that belong here."""
        return self.right / self.proposed if self.proposed else None


class _NoPause(Clock):
    """A clock that does not wait: the server is our own."""

    def sleep(self, seconds: float) -> None:
        del seconds


def main() -> None:
    """Replay every week and print what was found."""
    ask = argparse.ArgumentParser(description="Replay a feed and measure the watch.")
    ask.add_argument("feed", type=Path)
    ask.add_argument("--abstracts", type=Path, nargs="*", default=[])
    ask.add_argument("--also", type=Path, nargs="*", default=[])
    ask.add_argument("--root", type=Path, default=Path())
    given = ask.parse_args()
    survey, cues, feed = read_survey(given.root), read_cues(given.root), read_feed(given.feed)
    weeks = {row["week"] for row in feed}
    by_week = dict.fromkeys(weeks, cues)
    if given.abstracts:
        papers = list(seen(survey, given.feed))
        by_week = learn_weeks(cues, papers, list(other_records(survey, papers, given.abstracts)))
    truth = belonging(survey, feed, [row["arxiv"] for path in given.also for row in _rows(path) if row.get("arxiv")])
    found = replay(given.root, without(survey, feed), feed, by_week)
    print("Weights learned without each week" if given.abstracts else "cues.yaml as it is")
    print(table(measure(feed, truth, found)))
    print(table(topics(survey, feed, truth, found)))
    missed = sorted(one for one, belongs in truth.items() if belongs and one not in found)
    print(f"missed: {', '.join(missed) or 'none'}")


def replay(root: Path, survey: Survey, feed: Sequence[Row], by_week: Mapping[str, Cues]) -> set[str]:
    """The identifiers that the watch proposes, week by week, each asked for from a server of the feed."""
    settings, proposed = read_watch(root), set[str]()
    with FeedServer(feed) as server:
        agent = Settings("vlm-survey/benchmark", {"VLM_SURVEY_ARXIV_URL": server.base})
        for week in sorted(by_week):
            days = [dt.date.fromisoformat(row["date"]) for row in feed if row["week"] == week]
            with tempfile.TemporaryDirectory() as folder:
                watch = Watch(
                    root=Path(folder),
                    survey=survey,
                    settings=settings,
                    cues=by_week[week],
                    web=Web(agent, clock=_NoPause()),
                    today=max(days) + _LATER,
                    since=min(days),
                    until=max(days),
                    services=("arxiv",),
                )
                for step in watch.run(watch.tasks()):
                    if step.failure:
                        raise step.failure
                    proposed |= {str(one.ids.arxiv) for one in step.proposals}
    return proposed


def without(survey: Survey, feed: Iterable[Row]) -> Survey:
    """`survey` as it was before the papers of `feed` were records or exclusions."""
    ids = {("arxiv", row["id"]) for row in feed}
    return dataclasses.replace(
        survey,
        records=tuple(
            one for one in survey.records if not (isinstance(one, Paper) and ids & set(one.ids.present().items()))
        ),
        exclusions=tuple(one for one in survey.exclusions if not (one.link and recognise(one.link) in ids)),
    )


def belonging(survey: Survey, feed: Iterable[Row], also: Iterable[str]) -> dict[str, bool]:
    """Whether each paper of `feed` belongs here; adjacent records and exclusions are left out."""
    excluded = {recognise(one.link) for one in survey.exclusions if one.link}
    found, named = {}, set(also)
    for row in feed:
        paper = survey.at_identifier("arxiv", row["id"])
        if (paper is None or paper.scope is None) and ("arxiv", row["id"]) not in excluded:
            found[row["id"]] = paper is not None or row["id"] in named
    return found


def measure(feed: Iterable[Row], truth: Mapping[str, bool], found: set[str]) -> list[Measured]:
    """The measurements of each week, and of all."""
    weeks: dict[str, list[str]] = {}
    for row in feed:
        if row["id"] in truth:
            weeks.setdefault(row["week"], []).append(row["id"])
    every = [one for ids in weeks.values() for one in ids]
    return [_measured(name, ids, truth, found) for name, ids in [*sorted(weeks.items()), ("all", every)]]


def topics(survey: Survey, feed: Iterable[Row], truth: Mapping[str, bool], found: set[str]) -> list[Measured]:
    """Recall by task and by kind of image, as records have them; precision cannot be told by topic."""
    belong: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in feed:
        paper = survey.at_identifier("arxiv", row["id"]) if truth.get(row["id"]) else None
        for axis in ("task", "modality") if paper else ():
            for term in paper.terms(axis) if paper else ():
                belong[f"{axis} {term}"] += 1
                right[f"{axis} {term}"] += row["id"] in found
    return [Measured(name, 0, count, 0, right[name]) for name, count in belong.most_common() if count >= _FEW]


def table(rows: Iterable[Measured]) -> str:
    """Measurements as a Markdown table."""
    lines = [
        "| | Papers | Belong here | Proposed | Recall | Precision | Not to look at |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        saved = 1 - row.proposed / row.seen if row.seen else None
        shares = " | ".join(map(_share, (row.recall, row.precision, saved)))
        lines.append(f"| {row.name} | {row.seen or '–'} | {row.belong} | {row.proposed or '–'} | {shares} |")
    return "\n".join(lines) + "\n"


def _measured(name: str, ids: Sequence[str], truth: Mapping[str, bool], found: set[str]) -> Measured:
    right = sum(truth[one] and one in found for one in ids)
    return Measured(name, len(ids), sum(truth[one] for one in ids), sum(one in found for one in ids), right)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
