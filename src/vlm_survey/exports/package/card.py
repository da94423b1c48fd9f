"""Write the data set card: a Markdown description with metadata fields at its head, which data set hubs read.

The fields: https://huggingface.co/docs/hub/datasets-cards.
"""

from __future__ import annotations

import json

from vlm_survey.exports.index_citation import TITLE, index_entry
from vlm_survey.exports.package.tables import TABLES
from vlm_survey.exports.release import ABOUT, LICENCE, VERSION
from vlm_survey.survey import Survey

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))

_CARD = """\
---
{head}
---

# {title}

{about}

This is version {version}.

## What it holds

| Table | One row is | Rows |
| --- | --- | --- |
{rows}

Each kind of record is there as JSON too, with a JSON Schema, and all kinds together as `vlm-survey.sqlite`. `datapackage.json`
and `croissant.json` tell the type and the meaning of every column. What the fields mean: {site}about/data/

## How it was made

Papers were taken from published surveys, public lists and searches, and tagged on {axes} axes by reading abstracts. Of
{papers:,} papers, {read:,} were tagged from the abstract or the paper, the others from less, as the column `basis` says.
Tags are set with the help of programs and are open to correction; `curation.by` in a record says how. Facts on data sets,
models and results carry the page where they were read. More: {site}about/curation/

## What to beware of

- An unknown field is empty. That a term is missing does not show that a paper has nothing to do with it.
- Abstracts are not stored; summaries are sentences of our own.
- Papers with `scope: adjacent` are near the subject and not of it.
- Reported results may be compared only where metric, setting, questions, task, subset, split and prompt are equal.
- The data name authors of published papers, as publishers do, and hold no data of patients.

## Licence

The data are under CC BY 4.0 ({licence}). Titles, names and identifiers are facts and free.

## Cite

```bibtex
{entry}
```
"""


def card(survey: Survey) -> str:
    """Return the data set card as Markdown."""
    day = f", with records added up to {survey.snapshot}" if survey.snapshot else ""
    rows = [f"| `{table.name}.csv` | {table.row} | {_count(survey, table.name):,} |" for table in TABLES.values()]
    return _CARD.format(
        head="\n".join(_head(survey)),
        title=TITLE,
        about=ABOUT,
        version=VERSION + day,
        rows="\n".join(rows),
        axes=len(survey.taxonomy.axes),
        papers=len(survey.papers),
        read=sum(1 for paper in survey.papers if paper.read),
        licence=LICENCE,
        site=survey.site or "",
        entry=index_entry(survey, survey.site or "").rstrip("\n"),
    )


def _head(survey: Survey) -> list[str]:
    """Return the metadata fields, one on each line. Values are JSON, which is also valid YAML."""
    size = next((name for most, name in _SIZES if len(survey.papers) < most), "100K<n<1M")
    fields = {
        "pretty_name": TITLE,
        "license": "cc-by-4.0",
        "language": ["en"],
        "size_categories": [size],
        "tags": ["medical", "vision-language-models", "bibliography", "survey", "croissant"],
        "configs": [
            {"config_name": name, "data_files": f"{name}.csv", **({"default": True} if name == "papers" else {})}
            for name in TABLES
        ],
    }
    return [f"{name}: {json.dumps(value)}" for name, value in fields.items()]


def _count(survey: Survey, name: str) -> int:
    return sum(1 for _ in TABLES[name].rows(survey))
