"""Write the README's credits: the surveys on which the index is based, and every list used."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from vlm_survey.model import KINDS, SourceList, recognise
from vlm_survey.render.markdown import group_digits, link, text
from vlm_survey.render.pages.collections import list_slug
from vlm_survey.render.readme.lines import Targets
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Source:
    """A survey or list: its name as a link, and the text after it."""

    name: Markup
    about: Markup


def founding_surveys(survey: Survey) -> list[Markup]:
    """Return the surveys in short form without links: authors and the identifier of their paper."""
    return [text(_short(source)) for source in _kind(survey, "survey")]


def source_rows(survey: Survey, targets: Targets, site: str) -> list[Source]:
    """Return the surveys in the order of their file, then the lists by id."""
    lists = sorted(_kind(survey, "list"), key=lambda source: source.id.casefold())
    return [_row(survey, source, targets, site) for source in (*_kind(survey, "survey"), *lists)]


def _kind(survey: Survey, kind: str) -> list[SourceList]:
    return [source for source in survey.lists.values() if source.kind == kind]


def _short(source: SourceList) -> str:
    identifier = recognise(source.paper or source.url)
    where = f"{KINDS[identifier[0]].kind} {identifier[1]}" if identifier else source.name
    return f"{source.authors} ({where})" if source.authors else where


def _row(survey: Survey, source: SourceList, targets: Targets, site: str) -> Source:
    # A list is named by owner and name; a survey is linked to its paper rather than its list.
    label = source.name if source.kind == "survey" else source.id
    free = [url for url in (source.paper, source.url) if url and targets.take(url)]
    page = f"{site}collections/{list_slug(source.id)}/"
    parts = [text(source.authors)] if source.authors and source.kind == "survey" else []
    parts += [link("its list", url) for url in free[1:]]
    parts.append(link(_papers(survey, source), page) if free else text(_papers(survey, source)))
    return Source(link(label, free[0] if free else page), Markup(", ").join(parts) + ".")


def _papers(survey: Survey, source: SourceList) -> str:
    count = len(survey.listed(source.id))
    return "1 paper here" if count == 1 else f"{group_digits(count) if count else 'no'} papers here"
