"""Samples: what was measured in each round, and their spread; a ratio compares two measures of the same round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.speed.commands import Used


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest, middle and highest of several samples."""

    low: float
    middle: float
    high: float
    rounds: int

    @classmethod
    def of(cls, samples: Iterable[float]) -> Spread | None:
        """Return the spread of `samples`, None where there are none."""
        held = list(samples)
        return cls(min(held), median(held), max(held), len(held)) if held else None


@dataclass(slots=True)
class Samples:
    """All samples of a run, by library and measure, in the order of the rounds."""

    held: dict[str, dict[str, list[float]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def add(self, library: str, measure: str, value: float) -> None:
        """Add one round's value."""
        self.held[library][measure].append(value)

    def add_used(self, library: str, measure: str, used: Used) -> None:
        """Add what a command used in one round: the measure itself is processor seconds."""
        self.add(library, measure, used.processor)
        self.add(library, f"{measure}, seconds", used.seconds)
        self.add(library, f"{measure}, memory", used.memory)
        self.add(library, f"{measure}, largest process", used.largest)

    def values(self, library: str, measure: str) -> Sequence[float]:
        """Return the values of all rounds, empty where nothing was measured."""
        return self.held.get(library, {}).get(measure, [])

    def spread(self, library: str, measure: str) -> Spread | None:
        """Return the spread of a measure, None where nothing was measured."""
        return Spread.of(self.values(library, measure))

    def ratio(self, library: str, measure: str, to: str) -> Spread | None:
        """Return the spread of `measure` divided by `to`, round by round; None where one of them was not measured."""
        pairs = zip(self.values(library, measure), self.values(library, to), strict=False)
        return Spread.of(one / other for one, other in pairs if other)

    def libraries(self) -> list[str]:
        """Return the names of the libraries measured."""
        return list(self.held)

    def plain(self) -> dict[str, dict[str, list[float]]]:
        """Return all samples as plain values, rounded to what clocks can tell."""
        return {
            library: {measure: [_plain(value) for value in values] for measure, values in measures.items()}
            for library, measures in self.held.items()
        }


def _plain(value: float) -> float:
    return int(value) if value == int(value) else round(value, 5)
