"""Draw the flow of records after PRISMA: found, screened, left out, kept, read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

from vlm_survey.figures.diagrams.shapes import Drawing, arrow, rectangle, text
from vlm_survey.model import Search
from vlm_survey.survey import Survey

WIDE = 720
KINDS = {
    "lists": "Public lists and reviews",
    "digests": "Daily digests of arXiv",
    "proceedings": "Proceedings and paper lists",
    "web": "Stored web pages",
    "look-ups": "Single look-ups",
}
_BASIS = {"paper": "from the paper", "abstract": "from the abstract", "title": "from the title", "list": "from a list"}
_REASONS = {"duplicate": "the same work as a record", "no": "no images or no language", "": "other reasons"}


def flow(survey: Survey) -> Drawing:
    """Draw the flow with the numbers of `searches.yaml`, `exclusions.yaml` and the current records."""
    log = survey.searches.searches
    found_count, judged_count, kept_count = (_total(log, name) for name in ("seen", "candidates", "kept"))
    parts: list[str] = []
    left = [
        ("Found", [f"{found_count} rows seen", *_by_kind(log)]),
        ("Screened", [f"{judged_count} candidates judged one by one"]),
        ("Kept", [f"{kept_count} rows kept, before the same works were joined"]),
        ("In the index", [f"{len(survey.papers):,} papers today", *_adjacent(survey), *_read(survey)]),
    ]
    right = {1: ("Left out while screening", _reasons(log)), 2: ("Left out afterwards", _exclusion_counts(survey))}
    y = 10.0
    for step, (head, lines) in enumerate(left):
        side_box = right.get(step)
        rows, others = _wrap(lines, 62), _wrap(side_box[1] if side_box else [], 36)
        height = 30 + 17 * max(len(rows), len(others))
        parts += _block(4, y, 430, height, head, rows)
        if side_box:
            parts += [arrow([(434, y + 24), (460, y + 24)]), *_block(460, y, 256, height, side_box[0], others)]
        if step < len(left) - 1:
            parts.append(arrow([(218, y + height), (218, y + height + 24)]))
        y += height + 24
    description = " ".join(f"{head}: {'; '.join(lines)}." for head, lines in [*left, *right.values()])
    return Drawing(
        WIDE,
        round(y - 14),
        "The flow of records",
        f"From top to bottom: {description}",
        tuple(parts),
        "Counted from searches.yaml, exclusions.yaml and the records; “at least” where some searches were not counted",
    )


def _wrap(lines: Sequence[str], most: int) -> list[str]:
    """Wrap `lines` after at most `most` characters."""
    return [part for line in lines for part in wrap(line, most)]


def _block(left: float, top: float, width: float, height: float, head: str, lines: Sequence[str]) -> list[str]:
    rows = (text(left + 12, top + 38 + 17 * n, line, "vf-small", "start") for n, line in enumerate(lines))
    return [
        rectangle(left, top, width, height, "vf-plain", round_=6),
        text(left + 12, top + 20, head, "vf-strong", "start"),
        *rows,
    ]


def _total(log: Sequence[Search], name: str) -> str:
    """Return the sum over all searches; it begins with "at least" if some were not counted."""
    counts = [getattr(search, name) for search in log]
    known_counts = [count for count in counts if count is not None]
    return f"{'' if len(known_counts) == len(counts) else 'at least '}{sum(known_counts):,}"


def _by_kind(log: Sequence[Search]) -> list[str]:
    lines = []
    for kind, name in KINDS.items():
        searches_of_kind = [search for search in log if search.kind == kind]
        if searches_of_kind:
            searches = "1 search" if len(searches_of_kind) == 1 else f"{len(searches_of_kind)} searches"
            lines.append(
                f"{name}: {_total(searches_of_kind, 'seen')} rows in {searches}, {_total(searches_of_kind, 'kept')} kept"
            )
    return lines


def _reasons(log: Sequence[Search]) -> list[str]:
    counts: Counter[str] = Counter()
    for search in log:
        for reason in search.excluded:
            counts[reason.reason] += reason.rows or 0
    reasons = [f"{reason}: {rows:,}" if rows else reason for reason, rows in sorted(counts.items())]
    return reasons or ["reasons not counted"]


def _exclusion_counts(survey: Survey) -> list[str]:
    """Count the rows of `exclusions.yaml` by the beginning of their reason."""
    counts: Counter[str] = Counter()
    for row in survey.exclusions:
        begin = row.reason.partition(":")[0].partition(" ")[0].casefold()
        counts["duplicate" if row.record else begin if begin in _REASONS else ""] += 1
    return [f"{_REASONS[name]}: {counts[name]:,}" for name in _REASONS if counts[name]] or ["none"]


def _adjacent(survey: Survey) -> list[str]:
    adjacent = sum(1 for paper in survey.papers if getattr(paper, "scope", None) == "adjacent")
    return [f"{adjacent:,} of them adjacent to the field, not counted in the chapters"] if adjacent else []


def _read(survey: Survey) -> list[str]:
    counts: Counter[str] = Counter(paper.curation.basis for paper in survey.papers)
    return [f"{counts[basis]:,} placed {how}" for basis, how in _BASIS.items() if counts[basis]]
