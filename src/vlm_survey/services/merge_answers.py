"""Merge the answers of several services about one paper into one proposal, and list every difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vlm_survey.messages import Message
from vlm_survey.model import Person, Venues, fold
from vlm_survey.model.shared.venue_names import find_venue
from vlm_survey.model.similarity.titles import words
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind, Remark, label
from vlm_survey.services.answer import Answer

# The priority of services for answers of one stage: first those that give name parts and know the venue.
_RANK = ("Crossref", "PubMed", "ACL Anthology", "OpenReview", "arXiv", "OpenAlex", "DataCite", "Semantic Scholar")
_STAGE = {"published": 0, "unknown": 1, "preprint": 2}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which two services differ: the value that was used, and the other one."""

    field: str
    taken: str
    source: str
    other: str
    other_source: str

    @property
    def message(self) -> Message:
        """Return the difference as a message of the catalogue."""
        return Message.of(
            "difference",
            field=label(self.field),
            taken=self.taken,
            source=self.source,
            other=self.other,
            other_source=self.other_source,
        )


@dataclass(slots=True)
class Merged:
    """A proposal merged from many answers; `published` if a service knows the published version."""

    proposal: Proposal
    differences: list[Difference] = field(default_factory=list)
    published: bool = False


def merge(answers: Sequence[Answer], venues: Venues) -> Merged:
    """Merge answers into one proposal.

    The published version takes precedence over the preprint; the identifiers of both are kept. Each field records its
    source.
    """
    ranked = sorted(answers, key=lambda answer: (_STAGE[answer.stage], _rank(answer.service)))
    merged = Merged(Proposal("services"), published=any(answer.stage == "published" for answer in answers))
    _titles(merged, ranked)
    _people(merged, ranked)
    _published(merged, ranked, venues)
    _identifiers(merged, ranked)
    _rest(merged, ranked)
    return merged


def _rank(service: str) -> int:
    return _RANK.index(service) if service in _RANK else len(_RANK)


def _titles(merged: Merged, ranked: Sequence[Answer]) -> None:
    proposal = merged.proposal
    for answer in ranked:
        title = answer.proposal.title
        if title and not proposal.title:
            proposal.title, proposal.provenance["title"] = title, answer.service
        elif title and _comparable(title) != _comparable(proposal.title):
            proposal.other_titles.append(title)
            merged.differences.append(
                Difference("title", proposal.title, proposal.provenance["title"], title, answer.service)
            )
        proposal.other_titles += answer.proposal.other_titles
    titles = {_comparable(title): title for title in reversed(proposal.other_titles)}
    proposal.other_titles = [
        title for comparable, title in reversed(titles.items()) if comparable != _comparable(proposal.title)
    ]


def _comparable(title: str) -> str:
    return "".join(words(title)) or title


def _people(merged: Merged, ranked: Sequence[Answer]) -> None:
    """Use the first complete author list, or one with fuller names of the same people."""
    with_authors = sorted(
        (answer for answer in ranked if answer.proposal.authors), key=lambda answer: answer.proposal.more_authors
    )
    if not with_authors:
        return
    lists = [(answer.service, answer.proposal.authors) for answer in with_authors]
    first = [fold(person.family) for person in lists[0][1]]
    same_first = [pair for pair in lists if [fold(person.family) for person in pair[1]] == first]
    service, people = max(same_first, key=lambda pair: sum(_given_name_length(person) for person in pair[1]))
    merged.proposal.authors, merged.proposal.provenance["authors"] = list(people), service
    merged.proposal.more_authors = with_authors[0].proposal.more_authors
    for other, other_people in lists:
        if [fold(person.family) for person in other_people] != first:
            merged.differences.append(Difference("authors", _short(people), service, _short(other_people), other))


def _given_name_length(person: Person) -> int:
    """Count the known letters of a person's given names, without initials."""
    return sum(len(word) for word in re.findall(r"\w+", person.given) if len(word) > 2)


def _short(people: Sequence[Person]) -> str:
    return f"{len(people)} names, {'; '.join(people[:3])}" + ("; ..." if len(people) > 3 else "")


def _published(merged: Merged, ranked: Sequence[Answer], venues: Venues) -> None:
    """Take venue, year and month from one answer if it has all three, so that they describe the same version."""
    proposal = merged.proposal
    venues_of_answers = [(answer, find_venue(answer.venues, venues)) for answer in ranked]
    best = next(
        (
            venue_of_answer
            for venue_of_answer in venues_of_answers
            if venue_of_answer[1] and venue_of_answer[0].proposal.year
        ),
        None,
    )
    order = (
        [best, *(venue_of_answer for venue_of_answer in venues_of_answers if venue_of_answer is not best)]
        if best
        else venues_of_answers
    )
    for answer, venue in order:
        for name in ("year", "month", "venue", "volume", "issue", "pages"):
            value = venue if name == "venue" else getattr(answer.proposal, name)
            if value is None:
                continue
            merged_value = getattr(proposal, name)
            if (
                merged_value is None
                and not (name == "month" and answer.proposal.year != proposal.year)
                and _fits(name, answer, best and best[0])
            ):
                setattr(proposal, name, value)
                proposal.provenance[name] = answer.service
            elif (
                name in ("year", "venue")
                and answer.stage == order[0][0].stage
                and fold(str(merged_value)) != fold(str(value))
            ):
                merged.differences.append(
                    Difference(name, str(merged_value), proposal.provenance[name], str(value), answer.service)
                )


def _fits(name: str, answer: Answer, best: Answer | None) -> bool:
    """Return whether a bibliographic field of `answer` describes the same version as the chosen venue."""
    return name in ("year", "month", "venue") or best is None or answer.stage == best.stage


def _identifiers(merged: Merged, ranked: Sequence[Answer]) -> None:
    proposal = merged.proposal
    for answer in ranked:
        for kind, value in answer.proposal.ids.items():
            value_kept = proposal.ids.setdefault(kind, value)
            if value_kept == value:
                proposal.provenance.setdefault(kind, answer.service)
            else:
                source = proposal.provenance.get(kind, "another service")
                merged.differences.append(Difference(kind, str(value_kept), source, str(value), answer.service))


def _rest(merged: Merged, ranked: Sequence[Answer]) -> None:
    proposal = merged.proposal
    for answer in ranked:
        for kind, link in answer.proposal.links.items():
            if kind not in proposal.links:
                proposal.links[kind] = link
                proposal.provenance[kind] = answer.proposal.provenance.get(kind, answer.service)
        if len(answer.proposal.abstract) > len(proposal.abstract):
            proposal.abstract = answer.proposal.abstract
        for doubt in answer.proposal.doubts:
            if _is_relevant(doubt, answer.service, proposal):
                proposal.doubt(doubt)
        for hint in _hints(answer) if not merged.published else ():
            proposal.doubt(hint)


def _hints(answer: Answer) -> list[Remark]:
    """Return the signs of a published version in an answer."""
    doi = answer.published_as
    remarks = [Remark(Kind.PUBLISHED_AS, "doi", value=doi, source=answer.service)] if doi else []
    return [*remarks, *answer.hints]


def _is_relevant(doubt: Remark, service: str, proposal: Proposal) -> bool:
    """Return whether a doubt concerns a value that was used; another service may have given a better one."""
    if doubt.kind is Kind.LEFT_OUT and (doubt.field in proposal.ids or (doubt.field == "authors" and proposal.authors)):
        return False
    return doubt.field not in ("authors", "year") or proposal.provenance.get(doubt.field) in (service, None)
