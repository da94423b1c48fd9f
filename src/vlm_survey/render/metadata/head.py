"""Write the head of a page: tags for search engines, social networks and reference managers, and a graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Protocol

from vlm_survey.exports import FORMATS
from vlm_survey.render.metadata.catalogue_nodes import chapter_node, nodes_of
from vlm_survey.render.metadata.highwire import highwire
from vlm_survey.render.metadata.schema_org import (
    Node,
    axis_node,
    breadcrumb_node,
    dataset_node,
    paper_node,
    term_node,
    website_node,
)
from vlm_survey.survey import Survey

_CONTEXT = "https://schema.org"


class Page(Protocol):
    """The metadata of a page that is filled into the shell."""

    @property
    def path(self) -> str:
        """The folder below the root, with a final slash."""

    @property
    def title(self) -> str:
        """The title, without the name of the website."""

    @property
    def description(self) -> str:
        """A description in one sentence."""

    @property
    def view(self) -> Mapping[str, Any]:
        """The template data; `paper`, or `axis` and `term`, is the subject of the page."""


def head(survey: Survey, site: str, repository: str, page: Page) -> str:
    """Return the lines for the head of a generated page."""
    view = page.view
    kind, nodes, more = "website", [], []
    if "paper" in view:
        kind, more = "article", _paper_tags(survey, view["paper"])
        nodes = [paper_node(survey, site, view["paper"])]
    elif "axis" in view and "term" in view:
        nodes, more = [term_node(site, view["axis"], view["term"])], _term_links(page, view["total"])
    elif "axis" in view:
        nodes = [axis_node(site, view["axis"])]
    elif page.path == "data/":
        nodes = [dataset_node(survey, site, repository)]
    else:
        nodes = nodes_of(survey, site, page.path, page.title, page.description, view)
    above = _above(view)
    crumbs = [breadcrumb_node(site, above)] if above else []
    tags = [*_social(site, page, kind), *more, _graph([*nodes, *crumbs])]
    return "\n".join(tags)


def hand_written_graph(survey: Survey, site: str, repository: str, path: str) -> str:
    """Return the graph of the hand-written page at `path` (a folder below the root); "" for a page that needs none."""
    if path == "":
        return _graph([website_node(site)])
    if path == "about/data/":
        return _graph([dataset_node(survey, site, repository)])
    chapters = {f"survey/{chapter.key}/": chapter for chapter in survey.chapters}
    if path in chapters:
        above = breadcrumb_node(site, [("Learn", "survey/")])
        return _graph([chapter_node(survey, site, path, chapters[path]), above])
    return ""


def _social(site: str, page: Page, kind: str) -> Iterable[str]:
    """Write Open Graph tags, which other networks read too: https://ogp.me.

    The shell's description is also Open Graph's (`property` beside `name`, by HTML+RDFa 1.1), and so is the title of a paper
    for reference managers.
    """
    values = {"type": kind, "title": None if "paper" in page.view else page.title, "url": site + page.path}
    return (f'<meta property="og:{name}" content="{escape(value)}">' for name, value in values.items() if value)


def _paper_tags(survey: Survey, paper: Any) -> list[str]:
    """Return Highwire tags, and links to the paper's files and identifier (https://signposting.org/FAIR)."""
    social = {"citation_title": ' property="og:title"'}
    tags = [
        f'<meta name="{name}"{social.get(name, "")} content="{escape(value)}">'
        for name, value in highwire(survey, paper)
    ]
    files = [
        f'<link rel="describedby" type="{form.media_type}" href="{paper.key}.{form.ending}">'
        for form in FORMATS.values()
        if form.each
    ]
    cited = [f'<link rel="cite-as" href="{escape(paper.url)}">'] if paper.url else []
    return [*tags, *cited, *files]


def _term_links(page: Page, total: int) -> list[str]:
    """Link the feed of a term that has papers.

    `rel` has two words, because the theme's script loads the sitemap for "alternate" alone.
    """
    title = f'title="Newest papers: {escape(page.title)}"'
    return [f'<link rel="alternate feed" type="application/atom+xml" {title} href="feed.xml">'] if total else []


def _above(view: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the parent pages as name and path."""
    if "above" in view:
        return [*view["above"]]
    if "paper" in view:
        year = view["paper"].year
        return [("Papers", "papers/"), *([(str(year), f"papers/#y{year}")] if year else [])]
    if "axis" in view and "term" in view:
        axis = view["axis"]
        parents = [(parent.label.en, f"{axis.id}/{parent.id}/") for parent in view.get("parents", ())]
        return [("Browse", "browse/"), (axis.label.en, f"{axis.id}/"), *parents]
    if "axis" in view:
        return [("Browse", "browse/")]
    if "record" in view:
        name, path = view["overview"][1], view["overview"][0]
        return [(name, path)]
    if "table" in view:
        return [("Results", "results/")]
    return [("Papers", "papers/")] if "collection" in view else []


def _graph(nodes: list[Node]) -> str:
    """Write a script with `nodes` that no title can end early."""
    text = json.dumps({"@context": _CONTEXT, "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
