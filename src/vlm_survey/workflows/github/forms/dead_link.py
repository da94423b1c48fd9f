"""Process the form "Dead link": replace the link by a better one, or remove it with a note if its page is gone."""

from __future__ import annotations

from urllib.parse import urlsplit

from vlm_survey.errors import InvalidValue
from vlm_survey.model import KINDS, Link, Paper
from vlm_survey.workflows.github.comments import quoted_output
from vlm_survey.workflows.github.forms.change import make_change
from vlm_survey.workflows.github.forms.draft import Draft, FormResult
from vlm_survey.workflows.github.forms.key import find_record
from vlm_survey.workflows.github.forms.values import clean_pasted, identifier_in, link_of, replace_fields

FIELDS = {"key": "Key", "link": "Link", "symptom": "What happens", "better": "A better link"}
"""The form's fields: label by id."""

GONE = {"The page does not exist": "does not exist", "It leads to something else": "leads to something else"}
"""Problems that make a link dead, and the words of the note for each."""

WAIT = ("It asks for a login", "The server does not answer")
"""Problems that are often temporary, or concern only some readers."""

SYMPTOMS = (*GONE, *WAIT)
"""The options of the form, in order."""

_NOTES = 1000


def dead_link(draft: Draft) -> FormResult:
    """Return the change that the form asks for. Raises SurveyError for an unknown record or link, or an unreadable answer."""
    paper = find_record(draft.survey, draft.first_line("key"))
    dead = _dead(paper, draft.only_line("link"))
    name = f"the dead {' and '.join(dead)} link of {paper.key}"
    if paper.curation.read and _comparable(paper.curation.read) in map(_comparable, dead.values()):
        draft.remarks.append("the record names this address also as the page that was read; that stays")
    symptom = draft.answer("symptom")
    if draft.answer("better"):
        return make_change(draft, paper, _replaced(draft, paper, dead), f"Replace {name}")
    if symptom in GONE:
        return make_change(draft, paper, _without(draft, paper, dead, GONE[symptom]), f"Remove {name}")
    if symptom in WAIT:
        comment = (
            "Thank you. Nothing is changed for now: publishers block many readers and programs, and servers are down"
            " at times;"
            " a link counts as dead if its page no longer exists. A person will try it again on other days:"
        )
        return FormResult(((comment, quoted_output("\n".join(f"{kind}: {link}" for kind, link in dead.items()))),))
    raise InvalidValue("the form does not say what is wrong with the link", repair="Choose it, or give a better link")


def _dead(paper: Paper, text: str) -> dict[str, Link]:
    """Return the links of `paper` that `text` names, by kind. Raises InvalidValue if there are none."""
    links = paper.links.present()
    if text.casefold() in links:
        return {text.casefold(): links[text.casefold()]}
    for kind, value in identifier_in(text).items():
        if paper.ids.present().get(kind) == value and not _same(links, text):
            found = f"this address is made from the record's {KINDS[kind].kind} identifier {value}, so a link cannot replace it"
            repair = (
                "If it is wrong, write the right one into the form 'Correction'; otherwise a person will look at it"
            )
            raise InvalidValue(found, repair=repair)
    if dead := _same(links, text):
        return dead
    links_text = "; ".join(f"{kind} {link}" for kind, link in links.items()) or "no link at all"
    raise InvalidValue(f"the record has no link '{text[:200]}'", repair=f"It has {links_text}")


def _same(links: dict[str, Link], text: str) -> dict[str, Link]:
    try:
        wanted = _comparable(Link.parse(clean_pasted(text)))
    except InvalidValue:
        return {}
    return {kind: link for kind, link in links.items() if _comparable(link) == wanted}


def _comparable(link: Link) -> tuple[str, str, str]:
    """Normalise an address for comparison: without scheme, www, case, tracking parameters and path endings."""
    link = Link(link.without(link.tracking_parameters)) if link.tracking_parameters else link
    parts = urlsplit(link)
    return link.host, parts.path.rstrip("/").removesuffix(".git").casefold(), parts.query


def _replaced(draft: Draft, paper: Paper, dead: dict[str, Link]) -> Paper:
    """Return `paper` with the better link in each place of the dead one; a paper's page becomes an identifier if possible."""
    replacement, links, ids = draft.only_line("better"), dict(paper.links.present()), dict(paper.ids.present())
    sources = dict(paper.sources)
    for kind in dead:
        identifier = identifier_in(replacement) if kind == "paper" else {}
        if other := next((name for name, value in identifier.items() if ids.get(name, value) != value), None):
            raise InvalidValue(
                f"the better link is {identifier[other]}, but the record has {ids[other]}",
                repair="A person will look at it",
            )
        if identifier:
            ids |= identifier
            del links[kind]
            sources.pop(kind, None)
        else:
            links[kind] = link_of(kind, replacement)
        sources |= dict.fromkeys(identifier or [kind], f"issue {draft.number}")
    if links == paper.links.present():
        raise InvalidValue("the better link is the same as the present one", repair="Give another, or leave it empty")
    return replace_fields(paper, links=links, ids=ids, sources=sources)


def _without(draft: Draft, paper: Paper, dead: dict[str, Link], reason: str) -> Paper:
    """Return `paper` without the dead link, with a note. Raises InvalidValue if it is the only link to the paper."""
    links = {kind: link for kind, link in paper.links.present().items() if kind not in dead}
    link, kinds = next(iter(dead.values())), " and ".join(dead).capitalize()
    note = f"{kinds} link removed: {link} {reason} (issue {draft.number})"
    notes = f"{paper.notes}{' ' if paper.notes.endswith('.') else '; '}{note}" if paper.notes else note
    if len(notes) > _NOTES:
        draft.remarks.append("the notes of the record are full, so the reason for removing the link is not recorded")
    sources = {name: source for name, source in paper.sources.items() if name not in dead}
    after = replace_fields(paper, links=links, sources=sources, notes=notes if len(notes) <= _NOTES else paper.notes)
    if paper.url and not after.url:
        raise InvalidValue("this is the only link to the paper", repair="Give a better link, or the paper's identifier")
    return after
