"""D rules: one paper in two records. Identifiers decide; similar titles only warn, and nothing is merged automatically."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.papers.identifiers import identifier_in_link
from vlm_survey.checks.rule import Note, Scope, Where, library_rule
from vlm_survey.model import KINDS, Paper, Record
from vlm_survey.model.similarity.papers import SimilarPapers
from vlm_survey.model.similarity.titles import words
from vlm_survey.survey import Survey

_MOVE = "if yours has new facts, put them into that file; then delete yours"
_JOIN = f"{_MOVE[0].upper()}{_MOVE[1:]}. If they are two papers, correct the wrong one"
_ALIKE = f"If it is one paper: {_MOVE}"


@library_rule(Paper, "D001", ERROR)
def same_identifier(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """Two records have the same identifier.

    An identifier belongs to one paper, so the paper is already in the index. If your record has new information, add it
    to the existing file and delete yours; or correct the identifier if it was copied wrongly. If both records have been
    published, merge them: one keeps both titles (`other_titles`), both list memberships (`listed`) and the other's key
    (`former_keys`). Identifiers in paper links count too.
    """
    seen: dict[tuple[str, str], dict[str, Where]] = defaultdict(dict)
    for (kind, value), papers in survey.by_identifier.items():
        seen[kind, value] |= {paper.key: ("ids", kind) for paper in papers}
    for paper in survey.papers:
        identifier = identifier_in_link(paper)
        if identifier:
            seen[identifier.kind, identifier.value].setdefault(paper.key, ("links", "paper"))
    for (kind, same), holders in seen.items():
        yield from _shared(survey, f"{KINDS[kind].kind} {same}", holders)


@library_rule(Paper, "D002", ERROR)
def same_page(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """Two records link the same published page.

    `links.paper` is the page of one paper. Merge the records as for an identifier, or give each its own page. Code, data
    and project links may be shared.
    """
    for page, papers in survey.by_page.items():
        holders: dict[str, Where] = {paper.key: ("links", "paper") for paper in papers if not identifier_in_link(paper)}
        yield from _shared(survey, f"the page {page}", holders)


def _alike_within(survey: Survey, scope: Scope) -> Iterator[tuple[Paper, Note]]:
    similar_papers = SimilarPapers(survey.papers)
    for paper in scope.of_kind(Paper):
        for similar in similar_papers.similar_to(paper):
            yield from _alike(survey, paper, survey.papers_by_key[similar.key], similar.ratio)


@library_rule(Paper, "D003", WARNING, find_within=_alike_within)
def alike_titles(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """Two records have nearly the same title.

    They may be one paper with two spellings, or a paper and its sequel. Compare authors and year; merge records of one
    paper, and leave different papers. Other titles count too; `add` and `import` use the same rule. There is no warning
    where the titles differ in a number or a plus sign and both records have different identifiers of one kind.
    """
    for key, similar in SimilarPapers(survey.papers).pairs():
        papers = survey.papers_by_key[key], survey.papers_by_key[similar.key]
        for paper, other in (papers, papers[::-1]):
            yield from _alike(survey, paper, other, similar.ratio)


def _alike(survey: Survey, paper: Paper, other: Paper, ratio: float) -> Iterator[tuple[Paper, Note]]:
    """Yield the note on `paper`; none where only another title is similar, which D004 reports."""
    if ratio < 1.0 or "".join(words(paper.title)) == "".join(words(other.title)):
        found = f"{ratio:.0%} like '{other.title}' ({_place(survey, other.key)})"
        yield paper, Note(("title",), found, _ALIKE)


@library_rule(Paper, "D004", WARNING)
def title_is_anothers_second(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """The title of a record is another title of a different record.

    `other_titles` has other titles of the same paper, so these two records are probably one paper.
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for paper in survey.papers:
        for title in paper.other_titles:
            owners["".join(words(title))].append(paper.key)
    for paper in survey.papers:
        for where, title in _titles(paper):
            for key in owners.get("".join(words(title)), ()):
                if key != paper.key:
                    found = f"'{title}' is another title of {key} ({_place(survey, key)})"
                    yield paper, Note(where, found, _ALIKE)


@library_rule(Record, "D005", ERROR)
def key_taken_before(survey: Survey) -> Iterator[tuple[Record, Note]]:
    """A key is the former key of another record, or two records claim the same former key.

    A former key redirects to one page, so it cannot be used again. Rename the file, or remove the former key from the
    record that never had it.
    """
    claims: dict[str, list[Record]] = defaultdict(list)
    for record in survey.records:
        for former_key in record.former_keys:
            claims[former_key].append(record)
    for former_key, records in claims.items():
        for record in records:
            where = ("former_keys", record.former_keys.index(former_key))
            others = [
                *(other.key for other in records if other is not record),
                *([former_key] if former_key in survey.by_key else []),
            ]
            for key in others:
                yield (
                    record,
                    Note(where, f"'{former_key}' also leads to {_place(survey, key)}", "Keep it in one record"),
                )
        if former_key in survey.by_key:
            found = f"the key '{former_key}' is a former key of {_place(survey, records[0].key)}"
            yield survey.by_key[former_key], Note((), found, "Rename the file, or remove the former key")
    for key in sorted(survey.retired & (survey.by_key.keys() | survey.renamed.keys())):
        found = f"the key '{key}' belongs to a record that was left out"
        yield survey.record(key), Note((), found, "Rename the file, or remove the key from exclusions.yaml")


def _shared(survey: Survey, value: str, holders: Mapping[str, Where]) -> Iterator[tuple[Paper, Note]]:
    """Yield a note for each of `holders` (the path of the value by record key) where there are two or more."""
    if len(holders) > 1:
        for key, where in holders.items():
            others = " and as ".join(f"{other} ({_place(survey, other)})" for other in holders if other != key)
            yield survey.papers_by_key[key], Note(where, f"the paper already exists as {others}, with {value}", _JOIN)


def _titles(paper: Paper) -> Iterator[tuple[Where, str]]:
    yield ("title",), paper.title
    for place, title in enumerate(paper.other_titles):
        yield ("other_titles", place), title


def _place(survey: Survey, key: str) -> str:
    file = survey.files.get(key)
    return file.path if file else key
