"""Edits as contributors make them: one record, one template, one term. Each call changes the library once more."""

from __future__ import annotations

import re
from pathlib import Path

from vlm_survey.store import parse_record, record_text

TEMPLATE = Path("templates/site/paper.html")
TERM = "segmentation"
_MEANS = re.compile(rf'(^ +{TERM}:\n(?: {{8}}.*\n)*? {{8}}means: "?)(\S)', re.MULTILINE)


def middle_record(root: Path) -> Path:
    """Return the file of the paper in the middle of all files."""
    files = sorted((root / "papers").rglob("*.yaml"))
    return files[len(files) // 2]


def edit_record(root: Path, number: int) -> None:
    """Change the summary of the paper in the middle."""
    path = middle_record(root)
    text = path.read_text(encoding="utf-8")
    record, _file, problems = parse_record(text, path.relative_to(root).as_posix())
    if record is None or problems:
        message = f"{path.name} cannot be edited: {'; '.join(map(str, problems))}"
        raise ValueError(message)
    first = (getattr(record, "summary", None) or "Nothing is known").split(" (edit ")[0]
    path.write_text(record_text(record.changed(summary=f"{first} (edit {number}).")), encoding="utf-8")


def edit_template(root: Path, number: int) -> None:
    """Change a line at the end of the template of paper pages."""
    path = root / TEMPLATE
    text = path.read_text(encoding="utf-8").split("<!-- edit ")[0]
    path.write_text(f"{text}<!-- edit {number} -->\n", encoding="utf-8")


def edit_term(root: Path, number: int) -> None:
    """Change the meaning of a term that many papers carry."""
    path = root / "taxonomy.yaml"
    text = re.sub(r"\(edit \d+\) ", "", path.read_text(encoding="utf-8"))
    edited, found = _MEANS.subn(rf"\g<1>(edit {number}) \g<2>", text)
    if found != 1:
        message = f"taxonomy.yaml holds the term '{TERM}' with a meaning {found} times, not once"
        raise ValueError(message)
    path.write_text(edited, encoding="utf-8")
