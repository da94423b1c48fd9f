"""Made-up libraries of any size: papers with plausible names, titles and tags from the real taxonomy, the same for a seed.

python -m benchmarks.synthetic FOLDER --papers 10000
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from vlm_survey.model import Paper, Person, key_for
from vlm_survey.store import read_survey, write_record
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
SEED = 20261122
_COPIED = ("taxonomy.yaml", "venues.yaml", "lists.yaml", "mkdocs.yml")
_FOLDERS = ("docs", "templates")

_CARRIED = {"contribution": 1.0, "domain": 1.0, "task": 0.9, "adaptation": 0.8, "learning": 0.6, "modality": 0.65}
_OTHERS = 0.35
"""How many papers in a hundred carry a term of each axis, about as in the real records."""

_YEARS = {2018: 1, 2019: 1, 2020: 2, 2021: 5, 2022: 9, 2023: 23, 2024: 40, 2025: 48, 2026: 31}
_SYLLABLES = (
    "ka",
    "ren",
    "mi",
    "to",
    "shi",
    "lö",
    "van",
    "dre",
    "ño",
    "qi",
    "wei",
    "ber",
    "sal",
    "ost",
    "ía",
    "nak",
    "ful",
    "ze",
)
_GIVEN = (
    "Ana",
    "Wei",
    "José",
    "Mina",
    "Łukasz",
    "Priya",
    "Jun",
    "Sara",
    "Tomáš",
    "Yui",
    "Omar",
    "Linh",
    "Noa",
    "Björn",
)
_ADJECTIVES = (
    "Faithful",
    "Efficient",
    "Grounded",
    "Multi-Scale",
    "Robust",
    "Hierarchical",
    "Explainable",
    "Adaptive",
    "Sparse",
)
_WAYS = (
    "Alignment",
    "Pretraining",
    "Prompting",
    "Retrieval",
    "Instruction Tuning",
    "Fusion",
    "Distillation",
    "Reasoning",
)
_VERBS = ("aligns", "tunes", "compares", "builds", "measures", "extends", "combines")
_GOALS = ("fewer labels", "longer reports", "unseen hospitals", "rare findings", "small devices", "follow-up studies")


def synthesize(folder: Path, count: int, seed: int = SEED) -> Path:
    """Write a library of `count` papers to `folder`, which must be empty or absent, and give the folder back.

    The taxonomy, venues and lists are the real ones; the pages and templates are copied, so that it can be built.
    Chapters are left out, and the text of the Chinese overview: they cite real papers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        message = f"{folder} is not empty"
        raise FileExistsError(message)
    for name in _COPIED:
        shutil.copy(ROOT / name, folder)
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=_chapters)
    _keep_title(folder / "docs" / "zh" / "overview.md")
    for paper in papers(read_survey(folder), count, seed):
        write_record(folder, paper)
    return folder


def _chapters(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name != "index.md"} if folder.endswith("docs/survey") else set()


def _keep_title(page: Path) -> None:
    """Remove the text of a page, and keep its front matter and its title."""
    parts = page.read_text(encoding="utf-8").split("\n\n")
    page.write_text("\n\n".join(parts[:2]) + "\n", encoding="utf-8")


def papers(survey: Survey, count: int, seed: int = SEED) -> Iterator[Paper]:
    """`count` papers tagged from the taxonomy of `survey`, with keys, identifiers and model names of their own."""
    dice = random.Random(seed)
    taken: set[str] = set()
    for number in range(count):
        paper = _paper(survey, dice, number, taken)
        taken.add(paper.key)
        yield paper


def _paper(survey: Survey, dice: random.Random, number: int, taken: set[str]) -> Paper:
    year = dice.choices(list(_YEARS), list(_YEARS.values()))[0]
    month = dice.randint(1, 12)
    added = dt.date(year, month, 28) + dt.timedelta(days=dice.randrange(40))
    people = [Person(_person(dice)) for _ in range(dice.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 12)))]
    model = _word(dice, 2) + dice.choice(("Net", "-VL", "CLIP", "GPT", "Med", "-R1", ""))
    tags = {axis.id: found for axis in survey.taxonomy if (found := _tags(axis, dice))}
    if "survey" in tags.get("contribution", ()):
        tags.pop("adaptation", None)
    title = _title(survey, dice, model, tags)
    arxiv, doi = dice.random() < 0.75, dice.random() < 0.6
    home = f"https://example.org/{number}"
    raw = {
        "key": key_for(title, people[0], year, taken),
        "title": title,
        "authors": list(dict.fromkeys(people)),
        "year": year,
        "month": month,
        "venue": _early(dice, list(survey.venues.venues)),
        "ids": {
            **({"arxiv": f"{year % 100:02}{month:02}.{number % 100000:05}"} if arxiv else {}),
            **({"doi": f"10.5555/synthetic.{number}"} if doi or not arxiv else {}),
        },
        "links": {
            name: f"{home}/{name}"
            for name, share in (("code", 0.38), ("weights", 0.1), ("data", 0.12))
            if dice.random() < share
        },
        "model": model,
        "summary": _summary(survey, dice, tags),
        "tags": tags,
        "curation": {"status": "tagged", "basis": "abstract", "read": home},
        "added": added,
    }
    return Paper.model_validate(raw)


def _tags(axis: Axis, dice: random.Random) -> list[str]:
    """Up to three terms in reading order, earlier ones more often, never one beside its own parent."""
    if not axis.required and dice.random() >= _CARRIED.get(axis.id, _OTHERS):
        return []
    wanted = min(axis.most or 3, dice.choice((1, 1, 1, 2, 2, 3)))
    found = {_early(dice, list(axis.terms)) for _ in range(wanted)}
    implied = {step for term in found for step in axis.lineage(term)[1:]}
    return [term for term in axis.terms if term in found - implied]


def _title(survey: Survey, dice: random.Random, model: str, tags: dict[str, list[str]]) -> str:
    """Return a title with words of its own, as real ones have: without them, similar titles grow with the square of papers."""
    what = _label(survey, dice, tags, "task") or "Medical Images"
    where = _label(survey, dice, tags, "modality")
    ending = f" in {where}" if where else ""
    own = f"{_word(dice, 3)} and {_word(dice, 3)}"
    return f"{model}: {dice.choice(_ADJECTIVES)} {dice.choice(_WAYS)} of {own} for {what}{ending}"


def _summary(survey: Survey, dice: random.Random, tags: dict[str, list[str]]) -> str:
    where = _label(survey, dice, tags, "modality") or "medical images"
    what = _label(survey, dice, tags, "task") or "several tasks"
    parts = f"{_word(dice, 2)} and {_word(dice, 3)}"
    return (
        f"{_word(dice, 3)} {dice.choice(_VERBS)} an image encoder and a language model of {parts} on "
        f"{dice.randint(2, 900)} thousand pairs of {where.lower()} and text for {what.lower()}, "
        f"with {' and '.join(dice.sample(_GOALS, 2))} in mind."
    )


def _label(survey: Survey, dice: random.Random, tags: dict[str, list[str]], axis: str) -> str:
    return survey.taxonomy.term(axis, dice.choice(tags[axis])).label.en if axis in tags else ""


def _person(dice: random.Random) -> str:
    return f"{_word(dice, dice.choice((1, 2, 2, 3)))}, {dice.choice(_GIVEN)}"


def _word(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _early(dice: random.Random, values: Sequence[T]) -> T:
    """One of `values`, the first most often: the n-th with a weight of 1/n."""
    return dice.choices(values, [1 / place for place in range(1, len(values) + 1)])[0]


def main() -> None:
    """Write a made-up library."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--papers", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=SEED)
    asked = ask.parse_args()
    synthesize(asked.folder, asked.papers, asked.seed)
    print(f"wrote {asked.papers:,} made-up papers to {asked.folder}")


if __name__ == "__main__":
    main()
