"""Import a file of papers: plan new records and additions to existing ones, then write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.intake.new_record import fields_of_record, invalid_fields, make_imported_record, notes_of
from vlm_survey.matching.candidates import Exclusions, conflicts
from vlm_survey.matching.index import PaperIndex
from vlm_survey.matching.merge_record import describe_additions, merge_fields
from vlm_survey.messages import Message
from vlm_survey.model import Paper
from vlm_survey.model.similarity.papers import SimilarPapers
from vlm_survey.proposals.proposal import Proposal, Rejected, Row
from vlm_survey.proposals.remarks import Kind, left_out
from vlm_survey.store import read_survey, record_path, rewrite_record, write_record
from vlm_survey.survey import Survey
from vlm_survey.workflows.import_.files import read_file
from vlm_survey.workflows.import_.plan import Conflict, ImportPlan, JoinedRow, SimilarRow, leave_out


def plan_import(
    survey: Survey,
    rows: Iterable[Row],
    *,
    today: dt.date,
    listed: str | None = None,
    skip_alike: bool = False,
    accept: Callable[[Conflict], bool] = lambda _: False,
) -> ImportPlan:
    """Decide for each row: a new paper, additions to a paper with the same identifier, page or title, or left out.

    `accept` lists the conflicts to join anyway. Raises UnknownName for a list that is not in lists.yaml.
    """
    if listed and listed not in survey.lists:
        raise UnknownName("list", listed, survey.lists, where="lists.yaml")
    planner = _Planner(survey, today, accept)
    for row in rows:
        planner.place(row, listed)
    plan = planner.plan
    plan.similar = _similar(survey, plan)
    return (
        leave_out(plan, {row.key: Message.of("row.alike", other=row.other) for row in plan.similar})
        if skip_alike
        else plan
    )


def write_plan(root: Path, survey: Survey, plan: ImportPlan) -> Iterator[Path]:
    """Write the papers of `plan` one by one; yield each file once it is written completely.

    A record whose year changes moves to the folder of that year.

    Raises SurveyError for a file that cannot be written, and for a new file that already exists.
    """
    for target, paper in files_to_write(root, survey, plan).items():
        if paper.key in plan.added and target.exists():
            found = "a file of this name already exists, and it is not a record that could be read"
            raise SurveyError(found, repair="Fix or remove it: vlm-survey check", where=str(target))
        try:
            write = write_record if paper.key in plan.added else rewrite_record
            yield write(root, paper, target.relative_to(root).as_posix())
        except OSError as error:
            found, repair = error.strerror or str(error), "Check that there is disk space and that you may write there"
            raise SurveyError(found, repair=repair, where=str(target)) from error


def files_to_write(root: Path, survey: Survey, plan: ImportPlan) -> dict[Path, Paper]:
    """Return the files that `plan` would write, each with its paper."""
    new = {record_path(root, paper): paper for paper in plan.added.values()}
    return new | {root / survey.files[key].path: paper for key, paper in plan.joined.items()}


def import_file(root: Path, path: Path, *, today: dt.date, listed: str | None = None) -> ImportPlan:
    """Read, plan and write in one call, for scripts and tests."""
    survey = read_survey(root)
    file = read_file(path, survey, listed)
    plan = plan_import(survey, file.rows, today=today, listed=listed)
    plan.remarks = file.remarks
    list(write_plan(root, survey, plan))
    return plan


class _Planner:
    """A plan that grows row by row, and the records known so far."""

    def __init__(self, survey: Survey, today: dt.date, accept: Callable[[Conflict], bool]) -> None:
        self.plan = ImportPlan()
        self._survey, self._today, self._accept = survey, today, accept
        self._known = PaperIndex(survey.papers)
        self._excluded = Exclusions(survey)
        unread = (Path(problem.path).stem for problem in survey.problems)
        self._taken = {*survey.by_key, *survey.renamed, *survey.retired, *unread}

    def place(self, row: Row, listed: str | None) -> None:
        """Decide what happens to one row."""
        if isinstance(row, Rejected):
            self.plan.skipped.append((f"line {row.line}", row.reason))
            return
        fields = fields_of_record(self._survey, row, listed)
        match = self._known.match(fields)
        if match and match.objection and match.by_page and match.key in self.plan.added:
            self._share_no_page(row, fields, match.key)
            match = self._known.match(fields)
        is_title_of_match = match and self._known.is_title_of(match.key, row.title)
        if not is_title_of_match and (reason := self._excluded.reason(row.title)):
            self.plan.skipped.append((row.origin, Message.of("row.excluded", reason=reason)))
            return
        conflict = Conflict(row.origin, match.key, match.objection) if match and match.objection else None
        if conflict and not self._accept(conflict):
            self.plan.conflicts.append(conflict)
            return
        try:
            key = self._join(row, fields, match.key) if match else self._add(row, fields)
        except ValidationError as error:
            self.plan.skipped.append((row.origin, invalid_fields(error)))
            return
        self.plan.doubts += [(row.origin, key, doubt) for doubt in row.doubts]

    def _share_no_page(self, row: Proposal, fields: dict[str, Any], key: str) -> None:
        """Remove the page that the file gives to both `row` and the paper `key`: it may be the page of a whole book."""
        links = dict(fields["links"])
        page = links.pop("paper")
        for origin, owner, other in ((self.plan.origins[key], key, row.origin), (row.origin, "", key)):
            shared = left_out("paper", Message.of("link.unsettled", value=f"{page} ({other})"), page)
            if owner:
                self.plan.doubts.append((origin, owner, shared))
            else:
                row.doubt(shared)
        earlier = self.plan.added[key]
        if earlier.links.paper == page:
            self.plan.added[key] = earlier.changed(links={**earlier.links.present(), "paper": None})
        fields["links"] = links
        if notes := notes_of(row):
            fields["notes"] = notes

    def _add(self, row: Proposal, fields: dict[str, Any]) -> str:
        paper = make_imported_record(fields, row, self._taken, self._today)
        self.plan.added[paper.key], self.plan.origins[paper.key] = paper, row.origin
        self._taken.add(paper.key)
        self._known.put(paper)
        return paper.key

    def _join(self, row: Proposal, fields: dict[str, Any], key: str) -> str:
        """Merge `row` into a record. Its doubts become notes of a new paper only, never of an existing record."""
        plan, foreign = self.plan, self._known.foreign(key, fields)
        for reason in foreign.values():
            row.doubt(reason)
        fields = {name: value for name, value in fields.items() if name != "notes" or key in plan.added}
        for part in ("ids", "links"):
            fields[part] = {name: value for name, value in fields.get(part, {}).items() if name not in foreign}
        old = plan.joined.get(key) or plan.added.get(key) or self._survey.papers_by_key[key]
        if old.authors:  # the record keeps its own author list, so that of the row may be incomplete
            row.doubts = [doubt for doubt in row.doubts if (doubt.kind, doubt.field) != (Kind.INCOMPLETE, "authors")]
        paper = merge_fields(old, fields, self._survey.venues)
        if key not in plan.added:
            for contradiction in conflicts(self._survey, paper, fields, row.origin):
                row.doubt(contradiction)
        joined_row = JoinedRow(row.origin, key, describe_additions(old, paper))
        (plan.joins if joined_row.gains else plan.known).append(joined_row)
        if joined_row.gains:
            (plan.added if key in plan.added else plan.joined)[key] = paper
            self._known.put(paper)
        return key


def _similar(survey: Survey, plan: ImportPlan) -> list[SimilarRow]:
    """Return new papers that may duplicate another paper, in the library or earlier in the file."""
    known_papers = SimilarPapers((*survey.papers, *plan.added.values()))
    order = {key: place for place, key in enumerate(plan.added)}
    return [
        SimilarRow(key, similar.key, similar.title)
        for key, paper in plan.added.items()
        for similar in known_papers.similar_to(paper)
        if order.get(similar.key, -1) < order[key]
    ]
