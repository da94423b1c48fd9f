"""For each rule on data sets, models and results a way to break a record of the invented library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DATASET, MODEL, OTHER_MODEL = "datasets/nocturne-9k.yaml", "models/owlnet.yaml", "models/tawny.yaml"
TABLE = "results/feather-vqa.yaml"


@dataclass(frozen=True)
class Changed:
    """A piece of a file and what to put in its place; a piece of the line that the finding must name, what else may be said.

    A file that is not there is made of `new`.
    """

    path: str
    old: str
    new: str
    line: str = ""
    also: set[str] = field(default_factory=set)


def change(copy: Path, changed: Changed) -> None:
    """Make the change in the library at `copy`."""
    file = copy / changed.path
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert changed.old in text, changed.old
    file.write_text(text.replace(changed.old, changed.new, 1), encoding="utf-8")


GREY = "    setting: not stated\n    questions: closed\n    by: third-party\n    source: paper\n"

CATALOGUE: dict[str, Changed] = {
    "X001": Changed(MODEL, "paper: lindqvist2023owlnet", "paper: lindqvist2023ow", "paper:"),
    "X002": Changed(MODEL, "model: NestBERT", "model: nocturne-9k", "built_on:"),
    "X003": Changed(MODEL, "trained_on: [nocturne-9k", "trained_on: [Nocturne-9k", "trained_on:"),
    "X004": Changed(MODEL, "trained_on: [nocturne-9k", "trained_on: [noctune-9k", "trained_on:"),
    "M001": Changed(DATASET, "splits, access, licence", "splits, access", "licence:"),
    "M002": Changed(DATASET, "splits, access, licence", "splits, access, licence, prices", "of: [splits"),
    "M003": Changed("datasets/nocturne-b.yaml", "", "name: nocturne 9K\nadded: 2026-02-02\n", "name:"),
    "M010": Changed(DATASET, "licence: CC-BY-NC-4.0", "licence: CC BY-NC 4.0", "licence:"),
    "M011": Changed(DATASET, "unit: patients by name", "unit: patients (by name)", "unit: patients (by name)"),
    "M012": Changed(DATASET, "{name: test}", "{name: test, count: 7}", "splits:"),
    "M020": Changed(MODEL, "https://huggingface.co/example/owlnet", "https://github.com/example/owlnet", "weights:"),
    "M021": Changed(MODEL, "access: open, link", "access: none, link", "weights:"),
    "M022": Changed(MODEL, ", status: complete, seen: 2026-02-01", ", status: complete", "code:"),
    "M023": Changed(OTHER_MODEL, "paper: finch2022seed", "paper: https://example.org/tawny", "paper:"),
    "B001": Changed(
        "results/quill-vqa.yaml", "", "metrics: {a: {name: A, definition: D., better: higher}}\n", "metrics:", {"B005"}
    ),
    "B002": Changed(TABLE, "metric: hoots", "metric: hoot", "metric: hoot", {"B005"}),
    "B003": Changed(TABLE, "value: 80.1", "value: 180.1", "value: 180.1"),
    "B004": Changed(TABLE, "source: owlnet-readme", "source: owlnet-readm", "source: owlnet-readm", {"B005"}),
    "B005": Changed(
        TABLE, "  hoots:", "  calls: {name: C, definition: D., better: higher}\n  hoots:", "calls: {name: C"
    ),
    "B006": Changed(
        TABLE, GREY, f"{GREY}  - model: GREY\n    metric: accuracy\n    value: 91\n{GREY}", "- model: GREY"
    ),
    "B007": Changed(TABLE, "setting: few-shot", "setting: zero-shot", "shots: 5"),
}
