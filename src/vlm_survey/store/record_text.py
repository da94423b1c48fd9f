"""Convert between a record and the text of its file: YAML, or Markdown with YAML front matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vlm_survey.errors import InvalidFile
from vlm_survey.model import Record, TextRecord
from vlm_survey.store.yaml_writer import document_text, present_fields

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The parts of a Markdown file: YAML (with the line numbers of the file), body, and the 1-based lines of both."""

    yaml: str
    end: int
    """The line of the `---` that ends the front matter."""
    body: str
    body_line: int


def record_text(record: Record) -> str:
    """Return the canonical text of the file of `record`, with one newline at the end."""
    fields = document_text(record_data(record))
    if not isinstance(record, TextRecord):
        return fields
    body = f"\n{record.body}\n" if record.body else ""
    return f"{_FENCE}\n{fields}{_FENCE}\n{body}"


def record_data(record: Record) -> dict[str, Any]:
    """Return the fields in the file of `record`, in canonical order, as plain strings, numbers, lists and maps."""
    return present_fields(record, type(record).file_fields(), record.ALWAYS_WRITTEN)


def split_front_matter(text: str) -> FrontMatter:
    """Split a Markdown file into front matter and body. Raises InvalidFile if the front matter does not begin or end.

    The YAML begins with an empty line instead of the first `---`, so that its line numbers are those of the file.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        raise InvalidFile(
            "the file has no front matter", line=1, repair=f"Begin it with '{_FENCE}', fields, '{_FENCE}'"
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise InvalidFile("the front matter does not end", line=1, repair=f"Write '{_FENCE}' below the last field")
    first = next((number for number, line in enumerate(lines[end + 1 :], end + 1) if line.strip()), end + 1)
    body = "\n".join(lines[first:]).rstrip()
    return FrontMatter("\n" + "\n".join(lines[1:end]) + "\n", end + 1, body, first + 1)
