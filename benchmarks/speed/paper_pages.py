"""Make the paper pages of a library and nothing else, and print what that took as JSON.

python -m benchmarks.speed.paper_pages LIBRARY OUT

Counted: reading and validating every record without the cache, related papers, templates, the head with its data for
programs, the shell, and writing. Not counted: MkDocs, which makes the shell once, and the formatting of references, which
no other program does; the references of the last build are shown on the pages.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from jinja2 import FileSystemLoader

from vlm_survey.analysis.related import RelatedPapers
from vlm_survey.chapters.citations import discussions
from vlm_survey.citations import references
from vlm_survey.render.compact import omit_end_tags
from vlm_survey.render.filling import Filling
from vlm_survey.render.pages.paper import paper_page
from vlm_survey.render.shell import SHELL, Shell
from vlm_survey.render.templates import set_globals, templates
from vlm_survey.store import read_address, read_survey, write_output
from vlm_survey.workflows.publish.build import REFERENCES
from vlm_survey.workflows.publish.mkdocs import render_pages


def make(root: Path, out: Path) -> dict[str, float]:
    """Write the page of every paper of the library at `root` to `out`; return processor seconds and the number of pages."""
    address = read_address(root)
    survey = read_survey(root, remember=True)
    with tempfile.TemporaryDirectory() as folder:
        rendered = render_pages(root, Path(folder), survey, remember=True)
    cited = references(survey, root / REFERENCES)
    before = sum(os.times()[:4])
    survey = read_survey(root)
    jinja = templates(FileSystemLoader(root / "templates" / "site"))
    set_globals(jinja, survey, cited, site=address.site, repository=address.repository)
    filling = Filling(survey, address, jinja, Shell(omit_end_tags(rendered[SHELL].decode()), address.site))
    kinship, discussed = RelatedPapers(survey), discussions(survey)
    for paper in survey.papers:
        page = paper_page(survey, kinship.nearest(paper), paper, discussed.get(paper.key, ()))
        write_output(f"{out}/{page.path}index.html", filling.page(page).encode())
    return {"processor": sum(os.times()[:4]) - before, "pages": len(survey.papers)}


if __name__ == "__main__":
    print(json.dumps(make(Path(sys.argv[1]), Path(sys.argv[2]))))
