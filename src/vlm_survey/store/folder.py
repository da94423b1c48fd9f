"""Read the library, a whole folder, into a Survey. Broken records become problems; none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from vlm_survey.errors import InvalidFile, LibraryError
from vlm_survey.model import Exclusion, Glossary, Measure, ReadingPath, Record, SearchLog, SourceList, Venues, Word
from vlm_survey.model.similarity.people import People
from vlm_survey.store import kinds
from vlm_survey.store.address import read_address
from vlm_survey.store.entries import record_files, stray_files
from vlm_survey.store.files import read_text, write_text
from vlm_survey.store.harvest import read_citations
from vlm_survey.store.misplaced import misplaced_records
from vlm_survey.store.pages import read_pages
from vlm_survey.store.parse_cache import ParseCache, collection_paused
from vlm_survey.store.published import published_files, read_published
from vlm_survey.store.records import read_record
from vlm_survey.store.salvage import salvage
from vlm_survey.store.yaml_reader import LIBRARY, read_yaml
from vlm_survey.store.yaml_writer import document_text, plain_value
from vlm_survey.survey import Problem, Salvaged, SourceFile, Survey
from vlm_survey.taxonomy import Taxonomy, parse_taxonomy

T = TypeVar("T")

_NO_RECORDS = "this folder has no records: neither taxonomy.yaml and papers/, nor a downloaded papers.json"
_WHERE_RECORDS_ARE = "Go to a clone of the repository, name it with --root FOLDER, or name the file papers.json"


def read_survey(root: Path | str = ".", *, remember: bool = False, cache: ParseCache | None = None) -> Survey:
    """Read the library at `root`, or published data: papers.json, or a folder with it and the files of the other kinds.

    With `remember`, parsed records are cached in build/ by their content, which makes the next such call faster; a program
    that reads a library again and again gives the same `cache` each time. Without it nothing is written, and only files of
    the library are read.

    Raises LibraryError if `root` is neither, or if a shared file or published file is broken.
    """
    root = Path(root)
    if not (root / "taxonomy.yaml").is_file():
        return read_published(_published_files_at(root))
    records: dict[str, Record] = {}
    files: dict[str, SourceFile] = {}
    salvaged: list[Salvaged] = []
    problems = [*stray_files(root), *misplaced_records(root)]
    if remember and cache is None:
        cache = ParseCache(root)
    with collection_paused():
        read = [(path, *read_record(path, root, cache)) for path in record_files(root)]
    for path, record, file, file_problems in read:
        problems += file_problems
        if record is None or file is None:
            salvaged += _salvage_at(path, root)
            continue
        if record.key in records:
            other = files[record.key].path
            problems.append(
                Problem(
                    file.path, 1, "", f"the key '{record.key}' is already used by {other}", "Rename one of the files"
                )
            )
            continue
        records[record.key], files[record.key] = record, file
    if cache is not None:
        cache.save()
    return Survey(
        records=tuple(records[key] for key in sorted(records)),
        taxonomy=read_taxonomy(root),
        venues=read_venues(root),
        lists=read_lists(root),
        exclusions=read_exclusions(root),
        files=files,
        problems=tuple(problems),
        salvaged=tuple(valid_part for valid_part in salvaged if valid_part.record.key not in records),
        root=root,
        kinds=kinds.RECORD_KINDS,
        pages=read_pages(root),
        searches=read_searches(root),
        paths=read_paths(root),
        measures=read_measures(root),
        glossary=read_glossary(root),
        harvested=read_citations(root),
        people=read_people(root),
        site=read_address(root).site if (root / "mkdocs.yml").is_file() else None,
    )


def _published_files_at(root: Path) -> list[Path]:
    """Return the published files that `root` is or contains. Raises LibraryError, with advice for an empty folder."""
    if root.is_file():
        return [root]
    if not root.exists():
        raise LibraryError("there is no such file or folder", repair="Check its name", where=str(root))
    files = published_files(root)
    if not files:
        raise LibraryError(_NO_RECORDS, repair=_WHERE_RECORDS_ARE, where=str(root.resolve()))
    return files


def _salvage_at(path: Path, root: Path) -> list[Salvaged]:
    """Return the valid part of the broken record at `path`, as a list of one or none."""
    try:
        salvaged = salvage(read_text(path, LIBRARY.size), path.relative_to(root).as_posix())
    except (OSError, InvalidFile):
        return []
    return [salvaged] if salvaged else []


def read_taxonomy(root: Path) -> Taxonomy:
    """Read the taxonomy of the library at `root`. Raises LibraryError."""
    return _read_shared(root, "taxonomy.yaml", parse_taxonomy)


def read_venues(root: Path) -> Venues:
    """Read the venues of the library at `root`, none without the file. Raises LibraryError."""
    return _read_shared(root, "venues.yaml", _venues) if (root / "venues.yaml").exists() else Venues()


def read_lists(root: Path) -> dict[str, SourceList]:
    """Read the source lists of the library at `root`, by id. Raises LibraryError."""
    if not (root / "lists.yaml").exists():
        return {}
    return _read_shared(
        root, "lists.yaml", lambda d: {k: SourceList.model_validate({"id": k, **v}) for k, v in d.items()}
    )


def read_exclusions(root: Path) -> tuple[Exclusion, ...]:
    """Read the exclusions of the library at `root`. Raises LibraryError."""
    if not (root / "exclusions.yaml").exists():
        return ()
    return _read_shared(root, "exclusions.yaml", lambda d: tuple(Exclusion.model_validate(v) for v in d["exclusions"]))


def read_searches(root: Path) -> SearchLog:
    """Read the searches of the library at `root`, none without the file. Raises LibraryError."""
    if not (root / "searches.yaml").exists():
        return SearchLog()
    return _read_shared(root, "searches.yaml", SearchLog.model_validate)


def read_paths(root: Path) -> tuple[ReadingPath, ...]:
    """Read the reading paths of the library at `root`, in the order of the file. Raises LibraryError."""
    if not (root / "reading-paths.yaml").exists():
        return ()
    return _read_shared(
        root, "reading-paths.yaml", lambda d: tuple(ReadingPath.model_validate({"id": k, **v}) for k, v in d.items())
    )


def read_measures(root: Path) -> dict[str, Measure]:
    """Read the metrics of the library at `root`, by id. Raises LibraryError."""
    if not (root / "metrics.yaml").exists():
        return {}
    return _read_shared(
        root, "metrics.yaml", lambda d: {k: Measure.model_validate({"id": k, **v}) for k, v in d.items()}
    )


def read_glossary(root: Path) -> Glossary:
    """Read the glossary of the library at `root`. Raises LibraryError."""
    return _read_shared(root, "glossary.yaml", _glossary) if (root / "glossary.yaml").exists() else Glossary()


def read_people(root: Path) -> People:
    """Read the decisions about author names of the library at `root`, none without the file. Raises LibraryError."""
    if not (root / "people.yaml").is_file():
        return People()
    return _read_shared(root, "people.yaml", People.model_validate)


def _glossary(data: Mapping[str, Any]) -> Glossary:
    words = tuple(Word.model_validate({"id": name, **body}) for name, body in data.get("words", {}).items())
    return Glossary.model_validate({**data, "words": words})


def _venues(data: Mapping[str, Any]) -> Venues:
    return Venues.model_validate({"venues": {name: {"name": name, **body} for name, body in data.items()}})


def _read_shared(root: Path, name: str, parse: Callable[[Any], T]) -> T:
    """Parse a shared file with `parse`. Raises one LibraryError that names the file and every wrong value."""
    try:
        document = read_yaml(read_text(root / name, LIBRARY.size), LIBRARY)
        return parse(document.data)
    except InvalidFile as error:
        raise LibraryError(error.found, repair=error.repair, where=f"{name}:{error.line or 1}") from error
    except ValidationError as error:
        raise LibraryError(_all_errors(error.errors(include_url=False)), where=name) from error
    except (AttributeError, TypeError, KeyError) as error:
        raise LibraryError(
            f"the file does not have the expected form ({error!r})",
            repair="Compare it with the other shared files",
            where=name,
        ) from error


def _all_errors(errors: Iterable[Any]) -> str:
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']} ({str(e['input'])[:60]!r})" for e in errors)


def write_exclusions(root: Path, exclusions: Iterable[Exclusion]) -> Path:
    """Write exclusions.yaml, sorted by title, and return its path."""
    rows = [
        plain_value(exclusion)
        for exclusion in sorted(exclusions, key=lambda exclusion: (exclusion.title.casefold(), exclusion.reason))
    ]
    path = root / "exclusions.yaml"
    write_text(path, EXCLUSIONS_HEAD + document_text({"exclusions": rows}))
    return path


EXCLUSIONS_HEAD = """\
# Rows of lists that did not become records of their own: no paper, out of scope, or a duplicate of `record`.

"""
