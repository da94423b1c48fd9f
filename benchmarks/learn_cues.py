"""Learn the weights of cues.yaml: python -m benchmarks.learn_cues FEED [--abstracts FILE ...] [--root ROOT] [--write].

FEED is a folder of weeks, `<year>-W<week>.jsonl` or `.jsonl.gz`: what appeared, one JSON object a line with `id` (arXiv),
`title` and `abstract`. A paper of the feed that is a core record belongs here; an adjacent one is left out of both classes.
Each FILE of abstracts (JSON lines with `arxiv` and `abstract`) adds core records that are not in the feed. Abstracts are read
and never stored.

Logistic regression with an L2 penalty, by Newton's method, in plain Python. Every week of the feed is judged by weights that
were learned without it, and the threshold is set where these judgements reach the wanted precision.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vlm_survey.model.harvest.cues import Cues
from vlm_survey.model.records.paper import Paper
from vlm_survey.store import read_survey
from vlm_survey.store.cues import read_cues, write_cues
from vlm_survey.survey import Survey
from vlm_survey.workflows.watch.score import find_matches, score_paper

PENALTY = 3.3
"""How much large weights cost."""
SHARE = 0.15
"""How much a record that is not in the feed counts, against one paper of the feed."""
PRECISION = 0.70
"""The share of proposals that should belong here, where the threshold is set."""
_START = -1
"""The feature that every paper has."""

Row = tuple[tuple[int, ...], bool, float]
"""The features that a paper has, whether it belongs here, and how much it counts."""


@dataclass(frozen=True)
class Seen:
    """A paper of the feed: its week, and whether it belongs here."""

    id: str
    week: str
    title: str
    abstract: str
    belongs: bool
    paper: Paper | None = None


def main() -> None:
    """Learn, say how good each week is judged without it, and write cues.yaml where that is asked for."""
    ask = argparse.ArgumentParser(description="Learn the weights of cues.yaml.")
    ask.add_argument("feed", type=Path)
    ask.add_argument("--abstracts", type=Path, nargs="*", default=[])
    ask.add_argument("--root", type=Path, default=Path())
    ask.add_argument("--precision", type=float, default=PRECISION)
    ask.add_argument("--hold", metavar="YYMM", help="hold out records whose arXiv identifier is of this month or later")
    ask.add_argument("--write", action="store_true")
    given = ask.parse_args()
    survey, cues = read_survey(given.root), read_cues(given.root)
    papers = list(seen(survey, given.feed))
    every = list(other_records(survey, papers, given.abstracts))
    held = [one for one in every if given.hold and one.id[:1].isdigit() and one.id >= given.hold]
    others = [one for one in every if one not in held]
    found = learn(cues, papers, others, given.precision)
    print(f"{len(papers):,} papers of the feed, {sum(one.belongs for one in papers):,} of them belong here")
    print(f"{len(others):,} other records with an abstract; start {found.start:.2f}, threshold {found.threshold:.2f}")
    for name, count, share in recall(found, held):
        print(f"recall {share:.3f} on {count:,} held-out records: {name}")
    if given.write and not held:
        print(f"wrote {write_cues(given.root, found)}")


def seen(survey: Survey, feed: Path) -> Iterator[Seen]:
    """The papers of a feed that are core records, or no records at all."""
    for path in sorted([*feed.glob("*.jsonl"), *feed.glob("*.jsonl.gz")]):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                paper = survey.at_identifier("arxiv", row["id"])
                if paper is None or paper.scope is None:
                    week = path.name.partition(".")[0]
                    yield Seen(row["id"], week, row["title"], row["abstract"], paper is not None, paper)


def other_records(survey: Survey, papers: Iterable[Seen], files: Iterable[Path]) -> Iterator[Seen]:
    """The core records on medicine that are not in the feed."""
    done = {one.id for one in papers}
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            paper = survey.at_identifier("arxiv", row["arxiv"])
            if paper and not paper.scope and "medical" in paper.terms("domain") and row["arxiv"] not in done:
                done.add(row["arxiv"])
                yield Seen(row["arxiv"], "", paper.title, row["abstract"], belongs=True, paper=paper)


def recall(cues: Cues, records: Sequence[Seen], few: int = 20) -> list[tuple[str, int, float]]:
    """The share of records that `cues` would propose: of all, and of each task and kind of image that has `few` or more."""
    every: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in records:
        hit = score_paper(cues, one.title, one.abstract).proposed
        terms = [term for axis in ("task", "modality") for term in (one.paper.terms(axis) if one.paper else ())]
        for name in ("all", *terms):
            every[name] += 1
            right[name] += hit
    return [(name, count, right[name] / count) for name, count in every.most_common() if count >= few]


def learn(cues: Cues, papers: Sequence[Seen], others: Sequence[Seen], precision: float = PRECISION) -> Cues:
    """`cues` with weights from all papers, and the threshold at which weeks that were held out reach `precision`."""
    whole, folds = weights_by_week(cues, papers, others)
    scores = [(score(folds[one.week], features(cues, one.title, one.abstract)), one.belongs) for one in papers]
    return with_weights(cues, whole, threshold(scores, precision))


def learn_weeks(cues: Cues, papers: Sequence[Seen], others: Sequence[Seen]) -> dict[str, Cues]:
    """For each week `cues` as they are learned without it: weights and threshold from the other weeks alone.

    The threshold is where the other weeks, each judged by the weights that were learned without it, reach PRECISION.
    """
    _whole, folds = weights_by_week(cues, papers, others)
    scores = [
        (one.week, score(folds[one.week], features(cues, one.title, one.abstract)), one.belongs) for one in papers
    ]
    return {
        week: with_weights(cues, fold, threshold(((s, b) for of, s, b in scores if of != week), PRECISION))
        for week, fold in folds.items()
    }


def weights_by_week(
    cues: Cues, papers: Sequence[Seen], others: Sequence[Seen]
) -> tuple[dict[int, float], dict[str, dict[int, float]]]:
    """The weights learned from all papers, and for each week those learned without it."""
    base: list[Row] = [(features(cues, one.title, one.abstract), True, SHARE) for one in others]
    rows = [(one.week, (features(cues, one.title, one.abstract), one.belongs, 1.0)) for one in papers]
    whole = fit([*base, *(row for _week, row in rows)])
    weeks = sorted({one.week for one in papers})
    return whole, {week: fit([*base, *(row for of, row in rows if of != week)], whole) for week in weeks}


def features(cues: Cues, title: str, abstract: str) -> tuple[int, ...]:
    """What a paper has, as numbers: cues in the title, cues anywhere, combinations, and the start that all have."""
    met, count = find_matches(cues, title, abstract), len(cues.cues)
    place = {id(cue): number for number, cue in enumerate(cues.cues)}
    together = (number for number, one in enumerate(cues.combinations) if met.holds(one))
    return (
        _START,
        *(place[id(cue)] for cue in met.title),
        *(count + place[id(cue)] for cue in met.anywhere),
        *(2 * count + number for number in together),
    )


def with_weights(cues: Cues, weights: dict[int, float], limit: float) -> Cues:
    """`cues` with learned weights, rounded as their file holds them."""
    told, count = {number: round(value, 2) for number, value in weights.items()}, len(cues.cues)
    return cues.model_copy(
        update={
            "start": told[_START],
            "threshold": round(limit, 2),
            "cues": tuple(
                cue.model_copy(update={"title": told.get(n, 0.0), "anywhere": told.get(count + n, 0.0)})
                for n, cue in enumerate(cues.cues)
            ),
            "combinations": tuple(
                one.model_copy(update={"weight": told.get(2 * count + n, 0.0)})
                for n, one in enumerate(cues.combinations)
            ),
        }
    )


def threshold(scores: Iterable[tuple[float, bool]], precision: float) -> float:
    """The lowest score down to which at least `precision` of the papers belong here; the highest score where none does."""
    right, best, ranked = 0, None, sorted(scores, reverse=True)
    for count, (value, belongs) in enumerate(ranked, 1):
        right += belongs
        last_of_its_score = count == len(ranked) or ranked[count][0] < value
        if last_of_its_score and right / count >= precision:
            best = value
    return ranked[0][0] if best is None else best


def score(weights: dict[int, float], found: Iterable[int]) -> float:
    """The sum of the weights of what a paper has."""
    return sum(weights.get(number, 0.0) for number in found)


def fit(rows: Sequence[Row], begin: dict[int, float] | None = None) -> dict[int, float]:
    """The weights with the least penalised loss on `rows`, by Newton's method from `begin`."""
    merged: defaultdict[tuple[tuple[int, ...], bool], float] = defaultdict(float)
    for found, belongs, count in rows:
        merged[found, belongs] += count
    names = sorted({number for found, _belongs in merged for number in found})
    place = {number: position for position, number in enumerate(names)}
    data = [(tuple(place[n] for n in found), belongs, count) for (found, belongs), count in merged.items()]
    weights = [(begin or {}).get(number, 0.0) for number in names]
    for _step in range(30):
        gradient, hessian = _derivatives(data, weights, names)
        change = _solved(hessian, gradient)
        weights = [weight - max(-3.0, min(3.0, step)) for weight, step in zip(weights, change, strict=True)]
        if max(map(abs, change)) < 1e-4:
            break
    return dict(zip(names, weights, strict=True))


def _derivatives(
    data: Iterable[tuple[tuple[int, ...], bool, float]], weights: Sequence[float], names: Sequence[int]
) -> tuple[list[float], list[list[float]]]:
    """The gradient and the lower half of the matrix of second derivatives of the penalised loss."""
    penalties = [0.0 if number == _START else PENALTY for number in names]
    gradient = [penalty * weight for penalty, weight in zip(penalties, weights, strict=True)]
    hessian = [[0.0] * (row + 1) for row in range(len(names))]
    for row, penalty in enumerate(penalties):
        hessian[row][row] = penalty + 1e-9
    for found, belongs, count in data:
        value = sum(weights[n] for n in found)
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
        error, curve = count * (chance - belongs), count * chance * (1 - chance)
        ordered = sorted(found)
        for position, n in enumerate(ordered):
            gradient[n] += error
            if curve > 1e-7:
                line = hessian[n]
                for m in ordered[: position + 1]:
                    line[m] += curve
    return gradient, hessian


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a symmetric positive system whose lower half is given, by Cholesky's method."""
    size = len(right)
    for row in range(size):
        line = matrix[row]
        for column in range(row + 1):
            other = matrix[column]
            rest = line[column] - sum(map(float.__mul__, line[:column], other[:column]))
            line[column] = math.sqrt(rest) if row == column else rest / other[column]
    half: list[float] = []
    for row in range(size):
        half.append((right[row] - sum(map(float.__mul__, matrix[row][:row], half))) / matrix[row][row])
    for row in range(size - 1, -1, -1):
        half[row] /= matrix[row][row]
        for column in range(row):
            half[column] -= matrix[row][column] * half[row]
    return half


if __name__ == "__main__":
    main()
