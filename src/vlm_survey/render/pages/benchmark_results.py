"""Show the saved results of `make bench` as Markdown: the tables, the machine, and whether each bound is met."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vlm_survey.errors import BuildError

PAGE, RESULTS = "about/speed.md", "about/benchmarks.json"
"""The page with the results, and the file in which they are saved, both below docs/."""
MARK = "<!-- results of make bench -->"
FORMAT = 1
_NONE = "*Nothing is saved yet: run `make bench`.*\n"
_SCALES = {
    "bytes": ((1e9, "GB"), (1e6, "MB"), (1e3, "KB"), (1, "bytes")),
    "seconds": ((1, "s"), (1e-3, "ms")),
    "milliseconds": ((1e3, "s"), (1, "ms")),
}
"""The units in which values are shown, the largest that fits first."""

Cell = Mapping[str, Any]


def insert_results(page: str, saved: str | None) -> str:
    """Return the Markdown `page` with the results `saved` (JSON) in place of its mark. Raises BuildError for a damaged file."""
    return page.replace(MARK, results_markdown(saved) if saved is not None else _NONE)


def results_markdown(saved: str) -> str:
    """Return the results as Markdown. Raises BuildError for a file that `make bench` did not write."""
    try:
        data = json.loads(saved)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}, not {FORMAT}")
        judged, *others = data["tables"]
        parts = [_about(data), _judged(judged), *map(_table, others)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"no result of the benchmark: {type(error).__name__} {error}"
        raise BuildError(problem, where=f"docs/{RESULTS}", repair="Run 'make bench', or delete the file") from error
    return "\n".join(parts)


def value_in_words(cell: Cell | None) -> str:
    """Return a measured value in words, with the lowest and highest of several rounds and its share, if it has one."""
    if cell is None:
        return "not measured"
    text = quantity(cell["middle"], cell["unit"])
    if cell.get("share") is not None:
        text += f" ({quantity(cell['share'], 'times')})"
    return text


def format_range(cell: Cell | None) -> str:
    """Return the lowest and the highest of several rounds, empty for a single one."""
    if cell is None or cell["rounds"] < 2:
        return ""
    return f"{quantity(cell['low'], cell['unit'])} to {quantity(cell['high'], cell['unit'])}"


def meets_bound(cell: Cell | None, bound: Cell) -> str:
    """Return whether the middle value stays within the bound: yes, no, or empty if not measured."""
    return "" if cell is None else "yes" if cell["middle"] <= bound["middle"] else "**no**"


def quantity(value: float, unit: str) -> str:
    """Return a value with three significant digits and its unit; a ratio and a plain number have none."""
    scales = _SCALES.get(unit, ((1, ""),))
    scale, name = next((pair for pair in scales if abs(value) >= pair[0]), scales[-1])
    return f"{_digits(value / scale)} {name}".rstrip()


def _digits(value: float) -> str:
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def _about(data: Mapping[str, Any]) -> str:
    day = dt.date.fromisoformat(data["measured"])
    machine = data["machine"]
    lines = [
        f"Measured on {day.day} {day:%B %Y}" + (f" at commit `{data['commit']}`" if data["commit"] else ""),
        f", with Python {machine['Python']} on {machine['system']} ({machine['architecture']}), {machine['cores']} cores and ",
        f"{machine['memory GB']} GB of memory, files {machine['files']}. ",
        f"Load of the machine before the run: {machine['load before']}.",
    ]
    if data["quick"]:
        lines.append(" A short run: one round, fewer papers.")
    if data["programs"]:
        lines.append(f" Compared with {', '.join(f'{name} {which}' for name, which in data['programs'].items())}.")
    lines.append(" All samples are in [benchmarks.json](benchmarks.json).")
    lines += [f"\n\n**Not measured:** {name}." for name in data["failed"]]
    return "".join(lines) + "\n"


def _judged(table: Mapping[str, Any]) -> str:
    rows = [
        (
            row["label"],
            value_in_words(cell),
            format_range(cell),
            quantity(row["wanted"]["middle"], row["wanted"]["unit"]),
            meets_bound(cell, row["wanted"]),
        )
        for row in table["rows"]
        for cell in row["cells"]
    ]
    meanings = "".join(f"- **{row['label']}.** {row['meaning']}\n" for row in table["rows"])
    heads = ("", "Measured", "Lowest to highest", "At most wanted", "Met")
    return f"## {table['title']}\n\n{table['about']}\n\n{_markdown(heads, rows)}\n{meanings}"


def _table(table: Mapping[str, Any]) -> str:
    rows = [(row["label"], *map(_both, row["cells"])) for row in table["rows"]]
    return f"## {table['title']}\n\n{table['about']}\n\n{_markdown(('', *table['columns']), rows)}"


def _both(cell: Cell | None) -> str:
    """Return the middle value and the spread below it; a dash where nothing was measured."""
    if cell is None:
        return "–"
    between = format_range(cell)
    return value_in_words(cell) + (f"<br>{between}" if between else "")


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join(_lines(heads, rows))


def _lines(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head or 'What' for head in heads)} |\n"
    yield f"| --- |{' ---: |' * (len(heads) - 1)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"
