"""Count the papers of each venue, and give each venue a slug for addresses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vlm_survey.model import fold
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue and its papers; `width` is its percentage of the largest venue."""

    name: str
    full: str
    slug: str
    count: int
    width: int


def venues(survey: Survey) -> list[Venue]:
    """Return every venue of papers: most papers first, then by name."""
    counts = Counter(paper.venue for paper in survey.papers if paper.venue)
    most = max(counts.values(), default=1)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))
    slugs = venue_slugs(survey)
    return [Venue(name, _full(survey, name), slugs[name], n, max(1, round(100 * n / most))) for name, n in ranked]


def venue_slugs(survey: Survey) -> dict[str, str]:
    """Return the venues of papers by folded name, each with a unique slug for addresses."""
    names = sorted({paper.venue for paper in survey.papers if paper.venue}, key=lambda name: (fold(name), name))
    slugs: dict[str, str] = {}
    for name in names:
        slug = fold(name).replace(" ", "-") or "venue"
        taken = sum(1 for other in slugs.values() if other == slug or other.startswith(f"{slug}--"))
        slugs[name] = f"{slug}--{taken + 1}" if taken else slug
    return slugs


def _full(survey: Survey, name: str) -> str:
    venue = survey.venues.get(name)
    return venue.full if venue else name
