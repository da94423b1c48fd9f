"""The rows by which speed and size are judged: what each means, what is wanted, and how it follows from the samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.speed.samples import Samples, Spread

REAL = "real"
Value = Callable[[Samples, str], Spread | None]


@dataclass(frozen=True)
class Row:
    """One row: a label, its meaning in plain words, the unit, the highest value wanted, and the value for a library."""

    label: str
    meaning: str
    unit: str
    wanted: float
    value: Value


def _ratio(measure: str, to: str, library: str | None = None) -> Value:
    return lambda samples, judged: samples.ratio(library or judged, measure, to)


def _plain(measure: str) -> Value:
    return lambda samples, judged: samples.spread(judged, measure)


def _linear(samples: Samples, judged: str) -> Spread | None:
    """Return processor seconds a paper in the largest library, divided by those in the judged one."""
    sizes = [int(name) for name in samples.libraries() if name.isdigit() and samples.values(name, "cold")]
    one, many = samples.spread(judged, "cold"), samples.spread(str(max(sizes, default=0)), "cold")
    if not one or not many or max(sizes) == int(judged):
        return None
    return Spread.of([many.middle / max(sizes) / (one.middle / int(judged))])


def _largest_memory(samples: Samples, judged: str) -> Spread | None:
    sizes = [int(name) for name in samples.libraries() if name.isdigit() and samples.values(name, "cold")]
    return samples.spread(str(max(sizes)), "cold, memory") if sizes and max(sizes) >= 100_000 and judged else None


ROWS = (
    Row(
        "Cold build / floor",
        "A whole build without any cache, divided by the bare writing of the website's files: each file opened, written in "
        "one call and closed. The floor is the least that any program could need.",
        "times",
        30,
        _ratio("cold", "floor"),
    ),
    Row(
        "Paper pages / Hugo, content adapter",
        "Reading all records and making all paper pages, divided by Hugo making pages of the same content from one JSON file.",
        "times",
        0.8,
        _ratio("paper pages", "Hugo, content adapter"),
    ),
    Row(
        "Paper pages / Hugo, Markdown",
        "The same, divided by Hugo with one Markdown file for each paper.",
        "times",
        0.3,
        _ratio("paper pages", "Hugo, Markdown"),
    ),
    Row(
        "Unchanged / cold",
        "A build in which nothing changed, divided by a cold build.",
        "times",
        0.03,
        _ratio("unchanged", "cold"),
    ),
    Row(
        "One record edited / cold",
        "A build after the summary of one paper changed, divided by a cold build.",
        "times",
        0.06,
        _ratio("one record", "cold"),
    ),
    Row(
        "Check of one file / bare Python, real records",
        "`vlm-survey check FILE` with caches on this repository's own records, divided by a Python that does nothing.",
        "times",
        25,
        _ratio("check of one file", "bare Python", REAL),
    ),
    Row(
        "Check of all, warm",
        "`vlm-survey check` when its caches are fresh, in seconds of processor time.",
        "seconds",
        2,
        _plain("check, warm"),
    ),
    Row(
        "Search typed in the explorer",
        "From the second query typed to its result drawn.",
        "milliseconds",
        50,
        _plain("explorer search"),
    ),
    Row(
        "Search typed in the header",
        "From the second query typed to its result drawn.",
        "milliseconds",
        50,
        _plain("header search"),
    ),
    Row(
        "Bytes a paper",
        "All files of the website, divided by the number of papers.",
        "bytes",
        18_000,
        _plain("bytes a paper"),
    ),
    Row(
        "Peak memory",
        "The most memory that the largest process of a cold build holds at once.",
        "bytes",
        300e6,
        _plain("cold, largest process"),
    ),
    Row(
        "Growth to the largest library",
        "Processor time for each paper in the largest library, divided by that here: 1 is linear.",
        "times",
        1.2,
        _linear,
    ),
    Row(
        "Peak memory of 100,000 papers",
        "The most memory that all processes of a cold build of 100,000 papers hold at once.",
        "bytes",
        3e9,
        _largest_memory,
    ),
)
