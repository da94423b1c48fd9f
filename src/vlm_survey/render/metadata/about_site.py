"""Write files about the whole website for programs: sitemap, robots.txt, browser search, llms.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from html import escape

from vlm_survey.exports import FORMATS
from vlm_survey.exports.release import ABOUT
from vlm_survey.render.metadata.schema_org import NAME
from vlm_survey.survey import Survey

SITEMAP = "sitemap.xml"
MOST_PAGES = 50_000
"""The number of pages that the protocol allows in a sitemap."""


def sitemaps(site: str, pages: Mapping[str, dt.date | None]) -> Iterator[tuple[str, str]]:
    """Yield the sitemap by its path (https://www.sitemaps.org/protocol.html): each page once, with its date where known.

    `pages` are paths below the root, each with the day of its newest record; the time of a build is never a date. For more
    than MOST_PAGES there are several sitemaps, and `sitemap.xml` is the index of them.
    """
    rows = [_row("url", site + path, day) for path, day in sorted(pages.items())]
    if len(rows) <= MOST_PAGES:
        yield SITEMAP, _sitemap("urlset", rows)
        return
    parts = {f"sitemap-{start // MOST_PAGES + 1}.xml": start for start in range(0, len(rows), MOST_PAGES)}
    for path, start in parts.items():
        yield path, _sitemap("urlset", rows[start : start + MOST_PAGES])
    yield SITEMAP, _sitemap("sitemapindex", [_row("sitemap", site + path) for path in parts])


def _row(name: str, address: str, day: dt.date | None = None) -> str:
    return f"<{name}><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{name}>\n"


def _sitemap(name: str, rows: list[str]) -> str:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{''.join(rows)}</{name}>\n"


def robots(site: str) -> str:
    """Return robots.txt: everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}sitemap.xml\n"


def opensearch(site: str) -> str:
    """Return what a browser needs to search the explorer from its address bar (OpenSearch 1.1)."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        "<ShortName>vlm-survey</ShortName>\n<Description>Papers on medical vision-language models</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Image width="16" height="16" type="image/svg+xml">{escape(site)}assets/favicon.svg</Image>\n'
        f'<Url type="text/html" template="{escape(site)}explore/?q={{searchTerms}}"/>\n'
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{escape(site)}opensearch.xml"/>\n'
        "</OpenSearchDescription>\n"
    )


def llms(survey: Survey, site: str, repository: str) -> str:
    """Return a short account of the website for language models (https://llmstxt.org)."""
    day = f" The newest record was added on {survey.snapshot}." if survey.snapshot else ""
    axes = "\n".join(f"- [{axis.label.en}]({site}{axis.id}/): {axis.question}" for axis in survey.taxonomy)
    files = "\n".join(
        f"- [{form.file}]({site}data/{form.file}): {form.label}, for {form.use}" for form in FORMATS.values()
    )
    chapters = "\n".join(
        f"- [{chapter.title}]({site}survey/{chapter.key}/){f': {chapter.summary}' if chapter.summary else ''}"
        for chapter in survey.chapters
    )
    return f"""# {NAME}

> {ABOUT}

{len(survey.papers):,} papers.{day} Data and text are under CC BY 4.0. This is a research index and no medical advice.
Each paper has a page at `{site}papers/KEY/`, each term at `{site}AXIS/TERM/`.

## Chapters

{chapters or "No chapter yet."}

## Axes

{axes}

## Data

{files}
- [papers.schema.json]({site}data/papers.schema.json): JSON Schema of papers.json and papers.jsonl
- [All files]({site}data/): models, data sets, results and chapters as JSON and CSV; one SQLite database; Croissant

## Pages

- [Explore]({site}explore/): filter on every axis at once
- [Map]({site}map/): any axis against any other, with counts
- [Models]({site}models/), [data sets]({site}datasets/) and [results]({site}results/): facts with their sources
- [Glossary]({site}glossary/): terms, metrics and other words
- [Data and licence]({site}about/data/): what the fields mean, how to cite
- [How records are curated]({site}about/curation/): what the tags are based on
- [Repository]({repository}): records as files, how to contribute
"""
