"""Make a release: one archive of data, schemas, the offline copy of the website, and changes; with checksums.

All dates and numbers come from the records and the version, so that the same commit gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from vlm_survey.errors import BuildError
from vlm_survey.exports import data_files
from vlm_survey.exports.changelog import as_markdown, compare, parse_snapshot
from vlm_survey.exports.record_changes import record_changes
from vlm_survey.exports.release import VERSION
from vlm_survey.store import read_survey, read_text, read_yaml, write_bytes
from vlm_survey.store.yaml_reader import LIBRARY
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish.archive import checksums, make_zip
from vlm_survey.workflows.publish.offline import ZIP, offline_files

FOLDER, NOTES, SUMS = "release", "release-notes.md", "SHA256SUMS"
_OF_THE_REPOSITORY = ("CHANGELOG.md", "CITATION.cff", ".zenodo.json", "LICENSE", "LICENSE-DATA")


def build_release(root: Path, *, since: Path | None = None, say: Callable[[str], None] = lambda _: None) -> Path:
    """Write build/release and return the path of the archive. The website must have been built from these records.

    The record changelog lists the differences from `since`, the papers.json of an earlier release; without it, additions and
    changes by day. Raises BuildError with all obstacles, LibraryError for a broken library.
    """
    survey = read_survey(root)
    notes = _notes(root)
    faults = list(_faults(root, survey, notes))
    if faults or survey.snapshot is None:
        raise BuildError(
            "; ".join(faults or ["there is no record"]), where=f"release {VERSION}", repair="Fix this first"
        )
    data = {f"data/{file.name}": raw for file, raw in data_files(survey)}
    site = root / "build" / "site"
    if not _same(site / "data" / "papers.json", data["data/papers.json"]):
        repair = "Run 'vlm-survey build' first"
        raise BuildError("the website was not built from the present records", where=str(site), repair=repair)
    offline = make_zip(offline_files(site), "vlm-survey", survey.snapshot)
    say(f"packed the offline copy of the website ({len(offline) / 1e6:,.0f} MB)")
    files = {
        **data,
        **{name: (root / name).read_bytes() for name in _OF_THE_REPOSITORY},
        "README.md": data["data/README.md"].replace(b"`papers.csv`", b"`data/papers.csv`"),
        "RECORDS.md": _records(survey, data["data/papers.json"], since).encode(),
        ZIP: offline,
    }
    name = f"vlm-survey-{VERSION}"
    contents = {
        f"{name}.zip": make_zip({**files, SUMS: checksums(files)}, name, survey.snapshot),
        ZIP: offline,
        "papers.json": data["data/papers.json"],
        **{path.name: path.read_bytes() for path in sorted((root / "build" / "book").glob("vlm-survey.*"))},
    }
    out = root / "build" / FOLDER
    for path, raw in {**contents, SUMS: checksums(contents)}.items():
        write_bytes(out / path, raw)
        say(f"wrote {(out / path).relative_to(root).as_posix()} ({len(raw) / 1e6:,.1f} MB)")
    for stale in sorted({path.name for path in out.iterdir()} - contents.keys() - {SUMS}):
        (out / stale).unlink()
    write_bytes(root / "build" / NOTES, notes.encode())
    return out / f"{name}.zip"


def _notes(root: Path) -> str:
    """Return the section of CHANGELOG.md about this version, "" if there is none."""
    path = root / "CHANGELOG.md"
    text = read_text(path, LIBRARY.size) if path.is_file() else ""
    match = re.search(rf"(?ms)^## {re.escape(VERSION)}\b[^\n]*\n(.*?)(?=^## |\Z)", text)
    return match.group(1).strip() + "\n" if match else ""


def _faults(root: Path, survey: Survey, notes: str) -> Iterator[str]:
    if survey.problems:
        yield f"{len(survey.problems):,} records cannot be read: vlm-survey check"
    missing = [name for name in _OF_THE_REPOSITORY if not (root / name).is_file()]
    if missing:
        yield f"{', '.join(missing)} missing"
        return
    if not notes:
        yield f"CHANGELOG.md has no section '## {VERSION}'"
    cited = read_yaml(read_text(root / "CITATION.cff", LIBRARY.size), LIBRARY).data
    if cited.get("version") != VERSION:
        yield f"CITATION.cff has the version {cited.get('version')}"
    deposited = json.loads((root / ".zenodo.json").read_text(encoding="utf-8"))
    if deposited.get("version") != VERSION:
        yield f".zenodo.json has the version {deposited.get('version')}"


def _records(survey: Survey, papers: bytes, since: Path | None) -> str:
    title = f"Records of vlm-survey {VERSION}"
    if since is None:
        return record_changes(survey, title)
    old = parse_snapshot(read_text(since, 1 << 30), str(since))
    changes = compare(old, parse_snapshot(papers.decode()))
    title = f"{title}, compared with {old.get('version', 'an earlier snapshot')}"
    return as_markdown(changes, title, most=len(survey.papers)).removeprefix("#")


def _same(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.read_bytes() == raw
