"""The papers as other site generators get them: the content of a paper page, taken from this project's own exports."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed.commands import SURVEY, output

_ENTRY = re.compile(r"^@\w+\{([^,]+),\n.*?^\}\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Tags:
    """The terms of a paper on one axis; ids name pages, labels are shown."""

    axis: str
    label: str
    terms: list[dict[str, str]]


@dataclass(frozen=True)
class PeerPaper:
    """What a paper page shows, in any program."""

    key: str
    title: str
    authors: list[str]
    venue: str
    year: int | None
    summary: str
    tags: list[Tags]
    links: list[dict[str, str]]
    bibtex: str

    def plain(self) -> dict[str, Any]:
        """Return the paper as plain values."""
        return asdict(self)


def peer_papers(root: Path) -> list[PeerPaper]:
    """Return every paper of the library at `root`, as `vlm-survey export` gives it."""
    data = json.loads(output([*SURVEY, "--root", str(root), "export", "json"]))
    bibtex = output([*SURVEY, "--root", str(root), "export", "bibtex"])
    entries = {found.group(1): found.group() for found in _ENTRY.finditer(bibtex)}
    return [_paper(one, data["taxonomy"], entries[one["key"]]) for one in data["papers"]]


def _paper(one: dict[str, Any], taxonomy: dict[str, Any], bibtex: str) -> PeerPaper:
    ids = one.get("ids", {})
    paper = {"paper": f"https://doi.org/{ids['doi']}"} if "doi" in ids else {}
    links = {**paper, **one.get("links", {})}
    return PeerPaper(
        key=one["key"],
        title=one["title"],
        authors=one.get("authors", []),
        venue=one.get("venue", ""),
        year=one.get("year"),
        summary=one.get("summary", ""),
        tags=[_tags(taxonomy[axis], terms) for axis, terms in one.get("tags", {}).items() if axis in taxonomy],
        links=[{"name": name, "url": url} for name, url in links.items()],
        bibtex=bibtex,
    )


def _tags(axis: dict[str, Any], terms: list[str]) -> Tags:
    known = axis["terms"]
    named = [{"id": term, "label": known[term]["label"]["en"]} for term in terms if term in known]
    return Tags(axis["id"], axis["label"]["en"], named)
