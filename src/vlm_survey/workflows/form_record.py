"""From the answers of a "New paper" form to a record: services first where they can be asked, the form for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.model import PARTICLES, Paper, key_for
from vlm_survey.sources.addresses import resolve
from vlm_survey.sources.bibtex_names import author_names
from vlm_survey.sources.latex import Decoder, quiet
from vlm_survey.sources.proposal import Proposal
from vlm_survey.sources.reading import identify, place, titled, year_in
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.naming import read_tag
from vlm_survey.workflows.adding import Addition
from vlm_survey.workflows.agreement import Agreement
from vlm_survey.workflows.importing import invalid, settled
from vlm_survey.workflows.joining import identifiers, join, same_paper
from vlm_survey.workflows.tagging import open_axes

FIELDS = {
    "identifier": "Identifier or address",
    "title": "Title",
    "authors": "Authors",
    "year": "Year",
    "venue": "Venue",
    "code": "Code",
    "project": "Project page",
    "data": "Data",
    "weights": "Weights",
    "model": "Model",
    "summary": "Summary",
    "tags": "Tags",
    "basis": "What the tags rest on",
}
"""The form's fields by id, with the labels that stand over their answers."""

Propose = Callable[[str, str | None], Addition]
"""What services make of an identifier and, where they know none, a title. Raises SurveyError."""


@dataclass(slots=True)
class Draft:
    """The record as far as it is made, and remarks on what was left out on the way."""

    survey: Survey
    answers: dict[str, str]
    today: dt.date
    remarks: list[str] = field(default_factory=list)

    def answer(self, name: str) -> str:
        return self.answers.get(FIELDS[name], "")


def paper_of(draft: Draft, propose: Propose) -> tuple[Paper | None, str | None]:
    """(the new record, None), (None, the key of the record that is there), or (None, None)."""
    facts, said = _facts(draft), draft.answer("identifier").split("\n")[0].strip()
    known = {pair: key for paper in draft.survey.papers for pair, key in identifiers(paper).items()}
    if twin := same_paper(facts.ids, known):
        _doubt_twin(draft, draft.survey.by_key[twin], facts)
        return None, twin
    if said and resolvable(said):
        try:
            addition = propose(said, facts.title or None)
        except SurveyError as error:
            draft.remarks.append(f"services could not help: {error}")
        else:
            draft.remarks += addition.remarks
            if addition.before:
                _doubt_twin(draft, addition.before, facts)
                return None, addition.before.key
            return _curated(draft, _keyed(draft, _joined(draft, addition.paper, facts))), None
    elif said:
        draft.remarks.append(f"'{said[:300]}' is no identifier and no address that can be used")
    if not facts.title:
        draft.remarks.append("there is no title, and no service gave one: edit the issue and fill it in")
        return None, None
    return _curated(draft, _made(draft, facts)), None


def _doubt_twin(draft: Draft, twin: Paper, facts: Proposal) -> None:
    """Tell where the form speaks of another paper than the record that its identifier leads to."""
    agreement = Agreement(paper.title for paper in draft.survey.papers)
    objection = agreement.objection(twin, [facts.title] if facts.title else [], facts.authors)
    if objection:
        draft.remarks.append(
            f"the form gives {objection}: is the identifier that of another paper? Edit the issue then"
        )


def resolvable(text: str) -> bool:
    """Whether `text` is an identifier or address that services can be asked about."""
    try:
        return bool(resolve(text))
    except SurveyError:
        return False


def _facts(draft: Draft) -> Proposal:
    """What the form itself says; whatever no record may hold becomes a doubt."""
    title, why = titled(draft.answer("title")) if draft.answer("title") else ("", "")
    if why:
        draft.remarks.append(why)
    facts = Proposal("form", title=title)
    if first := draft.answer("identifier").split("\n")[0].strip():
        _identified(facts, first)
    with quiet():
        lines = [text for text in draft.answer("authors").split("\n") if text.strip()]
        draft.remarks += [f"'{line[:100]}' was taken for one author: write one a line" for line in lines if _two(line)]
        facts.name_people(author_names(" and ".join(lines), Decoder()), display=False)
    facts.year = year_in(draft.answer("year"))
    if draft.answer("year") and not facts.year:
        facts.doubt("year left out: no year between 1950 and 2099")
    facts.venue = _one_line(draft, "venue")
    facts.model = _one_line(draft, "model")
    for kind in ("code", "project", "data", "weights"):
        if address := draft.answer(kind):
            facts.link(kind, address.split("\n")[0])
    draft.remarks += facts.doubts
    facts.doubts.clear()
    return facts


def _two(line: str) -> bool:
    """Whether a line reads like two people, "Ada Lark, Bo Finch", rather than like one, family name first."""
    parts = [part.split() for part in line.split(",")]
    return len(parts) == 2 and all(len(part) > 1 and part[0].lower() not in PARTICLES for part in parts)


def _identified(facts: Proposal, text: str) -> None:
    try:
        target = resolve(text)
    except SurveyError:
        return
    for kind, value in target.ids.items():
        identify(facts, kind, value)
    if target.link:
        place(facts, target.link)


def _one_line(draft: Draft, name: str) -> str | None:
    text, why = titled(draft.answer(name)) if draft.answer(name) else ("", "")
    if why:
        draft.remarks.append(f"{FIELDS[name]} left out: {why.replace('the title', 'it')}")
    return text or None


def _made(draft: Draft, facts: Proposal) -> Paper:
    """A record of the form's own facts. A value that no record may hold is left out, and said."""
    survey = draft.survey
    taken = {*survey.by_key, *survey.renamed}
    key = key_for(facts.title, facts.authors[0] if facts.authors else None, facts.year, taken)
    fields: dict[str, Any] = {
        "key": key,
        **settled(survey, facts),
        "curation": {"status": "imported", "basis": "list"},
        "added": draft.today,
    }
    try:
        return Paper.model_validate(fields)
    except ValidationError as error:
        draft.remarks.append(f"left out: {invalid(error)}")
        bad = {str(one["loc"][0]) for one in error.errors()} - {"key", "title", "curation", "added"}
        return Paper.model_validate({name: value for name, value in fields.items() if name not in bad})


def _joined(draft: Draft, paper: Paper, facts: Proposal) -> Paper:
    """What services said, with the gaps filled from the form."""
    try:
        return join(paper, settled(draft.survey, facts), draft.survey.venues)
    except ValidationError as error:
        draft.remarks.append(f"left out: {invalid(error)}")
        return paper


def _keyed(draft: Draft, paper: Paper) -> Paper:
    """`paper` under the key that its author and year give, which may be known from the form alone."""
    taken = {*draft.survey.by_key, *draft.survey.renamed}
    return paper.changed(key=key_for(paper.title, paper.first_author, paper.year, taken))


def _curated(draft: Draft, paper: Paper) -> Paper:
    """`paper` with the form's tags and summary, and what they rest on."""
    changes: dict[str, Any] = {}
    if summary := _one_line(draft, "summary"):
        changes["summary"] = summary
    if tags := _tags(draft):
        changes["tags"] = draft.survey.taxonomy.ordered({**paper.tags, **tags})
        changes["curation"] = _curation(draft, paper, changes["tags"], summary=summary)
    try:
        return paper.changed(**changes)
    except ValidationError as error:
        draft.remarks.append(f"left out: {invalid(error)}")
        return paper


def _curation(draft: Draft, paper: Paper, tags: Mapping[str, Sequence[str]], *, summary: str | None) -> dict[str, str]:
    """What the tags rest on, and whether they suffice for a tagged record; what is missing becomes a remark."""
    basis = draft.answer("basis").lower().removeprefix("the ").replace("whole ", "")
    read = basis in ("abstract", "paper")
    if read and not summary:
        draft.remarks.append("the tags count as resting on the title, for there is no summary: add one sentence")
    missing = open_axes(draft.survey.taxonomy, tags)
    for axis in missing:
        draft.remarks.append(f"the record does not count as tagged yet: add '{axis.id}: {' or '.join(axis.terms)}'")
    rests = {"basis": basis, "read": paper.url} if read and summary and paper.url else {"basis": "title"}
    return {"status": "imported" if missing else "tagged", **rests, "by": "person"}


def _tags(draft: Draft) -> dict[str, list[str]]:
    """The tags of lines like "task: segmentation, vqa"; what the taxonomy does not hold becomes a remark."""
    tags: dict[str, list[str]] = {}
    for text in draft.answer("tags").split("\n"):
        axis_id, colon, names = text.strip(" -*").partition(":")
        if not colon:
            if text.strip():
                draft.remarks.append(f"tag line left out, write 'axis: term, term': {text.strip()[:100]}")
            continue
        for name in filter(None, (one.strip() for one in names.split(","))):
            try:
                axis, term = read_tag(draft.survey.taxonomy, f"{axis_id}={name}")
            except UnknownName as error:
                draft.remarks.append(f"tag left out: {error}"[:400])
                continue
            tags.setdefault(axis, [])
            if term not in tags[axis]:
                tags[axis].append(term)
    return tags
