"""From samples to tables of plain values, as they are saved and shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.speed.judged import REAL, ROWS
from benchmarks.speed.samples import Samples, Spread

JUDGED = 10_000
"""The number of papers at which it is judged; without such a library, the next one."""
_BUILDS = {
    "cold": "Cold: no caches",
    "unchanged": "Nothing changed",
    "one record": "One record edited",
    "one template": "One template edited",
    "one term": "One term edited",
}
_CHECKS = {
    "check, cold": "Check of all, no caches",
    "check, warm": "Check of all, with caches",
    "check of one file": "Check of one file",
    "start": "`vlm-survey --version`",
    "bare Python": "Bare Python",
}
_SITE = {
    "site bytes": ("All files", "bytes"),
    "files": ("Number of files", "number"),
    "bytes a paper": ("All files, for each paper", "bytes"),
    "paper page bytes": ("A paper page, mean", "bytes"),
    "largest page bytes": ("Largest page", "bytes"),
    "largest file bytes": ("Largest file", "bytes"),
    "bytes before first use": ("Loaded before the explorer can be used, gzipped", "bytes"),
}
_BROWSER = {
    "bare page": "Bare page with the explorer's data",
    "explorer usable": "Explorer opened until usable",
    "filter": "Explorer: a filter chosen until drawn",
    "second filter": "Explorer: a second filter until drawn",
    "explorer search": "Explorer: a query typed until drawn",
    "header search, first": "Header: the first query until drawn, with loading",
    "header search": "Header: a further query until drawn",
    "map": "Map opened with another question until drawn",
}
_PEERS = ("Hugo, content adapter", "Hugo, Markdown", "MkDocs")


def all_tables(samples: Samples) -> list[dict[str, Any]]:
    """Return every table for which something was measured; the first is the one by which it is judged."""
    made = [
        judged_table(samples),
        _builds(samples),
        _memory(samples),
        _table(
            samples,
            "Checks and start",
            "Processor seconds of commands.",
            {what: (label, "seconds") for what, label in _CHECKS.items()},
        ),
        _table(samples, "Size of the website", "Bytes are not compressed, except where it says so.", _SITE),
        _peers(samples),
        _table(
            samples,
            "In the browser",
            "Milliseconds in Chromium, from a server on the same machine, with an empty cache; these are no processor times.",
            {what: (label, "milliseconds") for what, label in _BROWSER.items()},
        ),
    ]
    return [table for table in made if table["rows"]]


def judged_table(samples: Samples) -> dict[str, Any]:
    """Return the rows of `judged`, each with its meaning, the wanted bound and the value, None where not measured."""
    judged = _judged(samples)
    rows = []
    for row in ROWS:
        found = row.value(samples, judged) if judged else None
        wanted = {"unit": row.unit, "middle": row.wanted}
        rows.append({"label": row.label, "meaning": row.meaning, "wanted": wanted, "cells": [_cell(found, row.unit)]})
    about = f"With {int(judged):,} made-up papers where nothing else is said." if judged else ""
    return {"title": "How it is judged", "about": about, "columns": ["Measured"], "rows": rows}


def _judged(samples: Samples) -> str:
    sizes = sorted((int(name) for name in samples.libraries() if name.isdigit()), key=lambda n: (n != JUDGED, n))
    return str(sizes[0]) if sizes else ""


def _builds(samples: Samples) -> dict[str, Any]:
    rows = {what: (label, "seconds") for what, label in _BUILDS.items()} | {"floor": ("Floor", "seconds")}
    return _table(
        samples, "Builds", "Processor seconds, and in brackets the share of a cold build.", rows, share_of="cold"
    )


def _memory(samples: Samples) -> dict[str, Any]:
    rows = {f"{what}, memory": (label, "bytes") for what, label in _BUILDS.items()}
    rows["cold, largest process"] = ("Cold, largest process only", "bytes")
    return _table(samples, "Peak memory of builds", "Of all processes together, except where it says so.", rows)


def _peers(samples: Samples) -> dict[str, Any]:
    """Return the paper pages of every program in the library in which they were measured."""
    name = next((name for name in samples.libraries() if samples.values(name, "paper pages")), "")
    columns = ["Processor time a page", "This project / this program", "Bytes a page", "Peak memory"]
    rows = []
    for what, label in (("paper pages", "This project"), *zip(_PEERS, _PEERS, strict=True)):
        cells = [
            _cell(samples.spread(name, what), "seconds"),
            None if what == "paper pages" else _cell(samples.ratio(name, "paper pages", what), "times"),
            _cell(samples.spread(name, f"{what}, bytes"), "bytes"),
            _cell(samples.spread(name, f"{what}, memory"), "bytes"),
        ]
        rows.append({"label": label, "cells": cells})
    about = (
        "Pages of the same papers with title, authors, summary, tags, links and BibTeX. The other programs make these pages "
        "only. This project's pages also have related papers, references in six styles and data for programs."
    )
    return {"title": "Paper pages by other programs", "about": about, "columns": columns, "rows": rows if name else []}


def _table(
    samples: Samples, title: str, about: str, rows: dict[str, tuple[str, str]], share_of: str | None = None
) -> dict[str, Any]:
    """Return a table with a row for each measure and a column for each library; rows without any value are left out."""
    libraries = [name for name in samples.libraries() if any(samples.values(name, what) for what in rows)]
    made = []
    for what, (label, unit) in rows.items():
        cells = [_cell(samples.spread(name, what), unit) for name in libraries]
        if share_of and what != share_of:
            shares = (samples.ratio(name, what, share_of) for name in libraries)
            cells = [
                cell and {**cell, "share": share and _round(share.middle)}
                for cell, share in zip(cells, shares, strict=True)
            ]
        if any(cells):
            made.append({"label": label, "cells": cells})
    return {"title": title, "about": about, "columns": _columns(samples, libraries), "rows": made}


def _columns(samples: Samples, libraries: Iterable[str]) -> list[str]:
    return [_column(name, samples.values(name, "papers")) for name in libraries]


def _column(name: str, papers: Sequence[float]) -> str:
    return (
        f"Real ({int(papers[0]):,} papers)"
        if name == REAL and papers
        else f"{int(name):,} papers"
        if name.isdigit()
        else name
    )


def _cell(found: Spread | None, unit: str) -> dict[str, Any] | None:
    if found is None:
        return None
    values = {"low": found.low, "middle": found.middle, "high": found.high}
    return {"unit": unit, **{what: _round(value) for what, value in values.items()}, "rounds": found.rounds}


def _round(value: float) -> float:
    return int(value) if value == int(value) else float(f"{value:.5g}")
