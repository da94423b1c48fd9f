"""Adding a paper: from an identifier or address, through what services say, to a record that a person can judge."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import SurveyError
from vlm_survey.model import ArxivId, Paper, key_for
from vlm_survey.sources.addresses import Target, resolve
from vlm_survey.sources.http import Web
from vlm_survey.sources.proposal import Proposal
from vlm_survey.store import record_path, record_text, write_record
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.suggest import Suggestion, suggest
from vlm_survey.workflows.asking import Asked, ask
from vlm_survey.workflows.comparing import (
    PRINTED,
    Alike,
    alike,
    conflicts,
    excluded,
    holders,
    same_version,
    worth_saying,
)
from vlm_survey.workflows.importing import settled
from vlm_survey.workflows.joining import join
from vlm_survey.workflows.merging import Difference, merge

_WANTED = ("title", "authors", "year", "venue")


@dataclass(frozen=True)
class Addition:
    """What adding would do: `paper` as it would be written, `before` where an identifier leads to a record already."""

    asked: str
    paper: Paper
    path: str
    before: Paper | None = None
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person should know: services that failed, conflicts with the record that is there, advice."""
    missing: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    excluded: str | None = None
    """Why a paper of this title was once left out."""
    suggestions: tuple[Suggestion, ...] = ()
    abstract_read: bool = False
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The record as it would be written."""
        return record_text(self.paper)


def propose(survey: Survey, text: str, *, web: Web, today: dt.date, title: str | None = None) -> Addition:
    """What `vlm-survey add` would do for one identifier or address. `title` stands where no service gives one.

    Raises SurveyError where `text` is no identifier, where no service knows it, or where no title can be had.
    """
    target = resolve(text)
    asked = ask(web, target.ids, today) if target.ids else Asked()
    known = bool(holders(survey, target.ids))
    if asked.failures and not asked.answers and title is None and not known:
        _refuse(asked)
    merged = merge(asked.answers, survey.venues)
    found = merged.proposal
    _complete(found, target, title, silent=not asked.answers and not known)
    remarks = [*asked.astray, *([target.advice] if target.advice else []), *_failures(asked)]
    twin = _twin(survey, found, target, remarks)
    if not found.title and not twin:
        raise SurveyError(f"no title for '{text}'", repair="Give it with --title", where="; ".join(remarks))
    paper = _joined(survey, twin, found, remarks) if twin else _new(survey, found, today)
    return Addition(
        asked=text,
        paper=paper,
        path=path_of(survey, paper, twin),
        before=twin,
        differences=tuple(merged.differences),
        remarks=tuple(remarks),
        missing=tuple(name for name in _WANTED if not getattr(paper, name)),
        alike=() if twin else tuple(alike(survey, paper)),
        excluded=None if twin else excluded(survey, paper),
        suggestions=()
        if twin and twin.curation.status != "imported"
        else tuple(_suggested(survey, paper, found.abstract)),
        abstract_read=bool(found.abstract),
        sources=dict(found.said),
    )


def accept(addition: Addition, tags: Iterable[tuple[str, str]], *, summary: str | None = None) -> Addition:
    """`addition` with tags a person has accepted: they rest on the abstract where there is one, else on the title.

    Raises SurveyError for what no record may hold.
    """
    paper = addition.paper
    merged: dict[str, tuple[str, ...]] = dict(paper.tags)
    for axis, term in tags:
        merged[axis] = tuple(dict.fromkeys((*merged.get(axis, ()), term)))
    changes: dict[str, Any] = {"tags": merged, "summary": summary or paper.summary}
    if merged != dict(paper.tags):
        read = {"basis": "abstract", "read": paper.url} if addition.abstract_read and paper.url else {"basis": "title"}
        changes["curation"] = {"status": "tagged", **read, "by": "person"}
    return dataclasses.replace(addition, paper=_valid(paper, changes))


def write_addition(root: Path, addition: Addition) -> Path:
    """Write the record of `addition` and return where."""
    return write_record(root, addition.paper, addition.path)


def with_addition(survey: Survey, addition: Addition) -> Survey:
    """`survey` as it is once `addition` is written, so that the next paper is compared with this one too."""
    papers = {**survey.by_key, addition.paper.key: addition.paper}
    return dataclasses.replace(survey, papers=tuple(papers[key] for key in sorted(papers)))


def path_of(survey: Survey, paper: Paper, twin: Paper | None) -> str:
    """The path of the record's file below the root: where it is, or where a new one belongs."""
    file = survey.files.get(twin.key) if twin else None
    return file.path if file else record_path(Path(), twin or paper).as_posix()


def _refuse(asked: Asked) -> None:
    """Raise the first thing that went wrong, with the others and a way out."""
    first = asked.failures[0]
    repair = f"{first.repair}. Or give --title and add what you know".removeprefix(". ")
    more = "".join(f"; {failure.where}: {failure.found}" for failure in asked.failures if failure is not first)
    raise type(first)(first.found + more, repair=repair, where=first.where) from first


def _failures(asked: Asked) -> list[str]:
    return [f"{failure.where}: {failure.found}" for failure in asked.failures]


def _complete(found: Proposal, target: Target, title: str | None, *, silent: bool) -> None:
    """Add what was given by hand; where all services are silent, also what an arXiv identifier tells by itself."""
    for kind, value in target.ids.items():
        found.ids.setdefault(kind, value)
    if target.link:
        found.links["paper"] = target.link
    if title:
        found.other_titles = (
            [found.title, *found.other_titles] if found.title not in ("", title) else found.other_titles
        )
        found.title, found.said["title"] = title, "a person"
    arxiv = found.ids.get("arxiv")
    if silent and isinstance(arxiv, ArxivId):
        found.year, found.month, found.venue = arxiv.year, arxiv.month, "arXiv"


def _twin(survey: Survey, found: Proposal, target: Target, remarks: list[str]) -> Paper | None:
    """The record that an identifier leads to, the one asked for first; identifiers of other records are dropped."""
    pages = {paper.links.paper: paper.key for paper in survey.papers if paper.links.paper}
    taken = holders(survey, target.ids) | holders(survey, found.ids)
    key = next(iter(taken.values()), None) or (pages.get(found.links["paper"]) if "paper" in found.links else None)
    for (kind, value), holder in taken.items():
        if holder != key:
            remarks.append(f"{kind} {value} is in {holder}: one of the two records is wrong, or they are one paper")
            del found.ids[kind]
    return survey.by_key[key] if key else None


def _joined(survey: Survey, twin: Paper, found: Proposal, remarks: list[str]) -> Paper:
    """The record that is there with its gaps filled; where it says something else, it stays and that is told."""
    found.title = found.title or twin.title
    fields = {name: value for name, value in settled(survey, found).items() if name != "notes"}
    fields["sources"] = {name: said for name, said in worth_saying(found.said).items() if _gap(twin, name)}
    remarks += conflicts(survey, twin, fields)
    if not same_version(twin, fields):
        fields = {name: value for name, value in fields.items() if name not in PRINTED}
    remarks += found.doubts
    try:
        return join(twin, fields, survey.venues)
    except ValidationError as error:
        raise _refused(error) from error


def _gap(paper: Paper, name: str) -> bool:
    """Whether `paper` lacks what a source is named for."""
    if name in type(paper.ids).model_fields:
        return getattr(paper.ids, name) is None
    if name in type(paper.links).model_fields:
        return getattr(paper.links, name) is None
    return not getattr(paper, name, None)


def _new(survey: Survey, found: Proposal, today: dt.date) -> Paper:
    taken = {*survey.by_key, *survey.renamed}
    key = key_for(found.title, found.authors[0] if found.authors else None, found.year, taken)
    fields = {name: value for name, value in settled(survey, found).items() if name != "tags" or value}
    fields["sources"] = worth_saying(found.said)
    curation = {"status": "imported", "basis": "list"}
    try:
        return Paper.model_validate({"key": key, **fields, "curation": curation, "added": today})
    except ValidationError as error:
        raise _refused(error) from error


def _valid(paper: Paper, changes: dict[str, Any]) -> Paper:
    try:
        return paper.changed(**changes)
    except ValidationError as error:
        raise _refused(error) from error


def _refused(error: ValidationError) -> SurveyError:
    found = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False))
    return SurveyError(f"no record can hold this ({found})", repair="Write the record by hand; see CONTRIBUTING.md")


def _suggested(survey: Survey, paper: Paper, abstract: str) -> Sequence[Suggestion]:
    """What the cues find for a record that nobody has tagged, on the axes that it says nothing on."""
    if paper.curation.status != "imported":
        return []
    return [one for one in suggest(survey.taxonomy, paper.title, abstract) if not paper.terms(one.axis)]
