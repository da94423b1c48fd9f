"""Look for values with a backslash, a brace, a control character or half an entity that no doubt is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vlm_survey.model import Paper
from vlm_survey.proposals.remarks import Remark
from vlm_survey.store import parse_record, record_text

ODD = re.compile(
    r"[\\{}\x00-\x1f\x7f-\x9f\ufffd]|&#\w*;?"
    r"|&(?:amp|lt|gt|quot|nope|[a-z]{2,8});|</?[a-z]+>|[\u00c2\u00c3][\u0080-\u00a0\u00bc]"
)


def values(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield each text of a record that came from elsewhere, with the name of its field."""
    for name in ("title", "venue", "volume", "issue", "pages", "model"):
        if value := getattr(paper, name):
            yield name, value
    yield from (("other_titles", title) for title in paper.other_titles)
    for person in paper.authors:
        yield "authors", person[1:-1] if person.is_group else str(person)
    yield from (("dataset", name) for names in paper.uses.values() for name in names)


def silent(paper: Paper, doubts: Iterable[Remark]) -> list[tuple[str, str]]:
    """Return the odd values of `paper` that no doubt is about."""
    told = {doubt.field for doubt in doubts}
    told |= {"other_titles"} if "title" in told else set()  # the title of a row that became another title
    return [(name, value) for name, value in values(paper) if ODD.search(value) and name not in told]


def comes_back(paper: Paper) -> bool:
    """Return whether the file of `paper` reads as it was written."""
    again, file, problems = parse_record(record_text(paper), f"papers/{paper.year or 'undated'}/{paper.key}.yaml")
    return problems == [] and again == paper and file is not None and file.canonical == file.text
