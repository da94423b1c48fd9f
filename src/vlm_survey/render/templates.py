"""The templates of the website and of the README, and what all of them can use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from vlm_survey.analysis.trends import poorly_covered_years
from vlm_survey.citations import STYLES, References
from vlm_survey.exports import FORMATS
from vlm_survey.figures.charts import columns, stacked
from vlm_survey.render.compact import CompactTemplates
from vlm_survey.render.data.downloads import export_part, reference_part
from vlm_survey.render.entries import EntryLines
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Taxonomy

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.loaders import BaseLoader


MACROS = "_macros.html"
"""The template of macros that every template can use through functions, such as `entry_lines`."""


class _Templates(Environment):
    """An environment whose templates get the globals as a plain map: Jinja's chain of maps is copied slowly for each page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what templates see besides their own values; `d` is what a single template has more."""
        return {**self.globals, **d} if d else self.globals


class TagRows:
    """The rows of tags on the pages of papers, as HTML; each is rendered once, because many papers have the same tags."""

    def __init__(self, taxonomy: Taxonomy, macros: Callable[[], Any]) -> None:
        """Prepare the rows. `macros` gives the module of macros, of which `tag_row` is used."""
        self._taxonomy, self._macros = taxonomy, macros
        self._known: dict[tuple[str, tuple[str, ...], str], str] = {}

    def __call__(self, tags: Mapping[str, tuple[str, ...]], root: str) -> Markup:
        """Return a row for each axis of `tags` (ids by axis), in reading order; unknown ids are left out."""
        rows = []
        for axis, terms in self._taxonomy.tagged(tags):
            what = (axis.id, tags[axis.id], root)
            if what not in self._known:
                self._known[what] = str(self._macros().tag_row(axis, terms, root))
            rows.append(self._known[what])
        return Markup("".join(rows))  # noqa: S704 - the template has escaped all values


def templates(loader: BaseLoader, compiled: BytecodeCache | None = None) -> Environment:
    """Return the Jinja environment of all pages: it escapes all values, and undefined values are errors.

    `compiled` keeps compiled templates.
    """
    jinja = _Templates(
        loader=loader,
        bytecode_cache=compiled,
        auto_reload=False,  # an environment is made for each build; looking at every file for every page takes time
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters["grouped"] = "{:,}".format
    jinja.filters["export_part"] = export_part
    jinja.filters["day"] = lambda day: f"{day.day} {day:%B %Y}"
    jinja.globals["columns"] = columns
    jinja.filters["reference_part"] = reference_part
    jinja.globals["stacked"] = stacked
    jinja.globals["formats"] = FORMATS
    jinja.globals["styles"] = STYLES
    jinja.globals["entry_lines"] = EntryLines(lambda: _macros(jinja))
    return jinja


def set_globals(jinja: Environment, survey: Survey, references: References, *, site: str, repository: str) -> None:
    """Give `jinja` what the templates of all pages use: references, the years with poor coverage, and addresses."""
    jinja.add_extension(CompactTemplates)
    jinja.globals["references"] = references
    jinja.globals["thin_years"] = poorly_covered_years(survey)
    jinja.globals["tag_rows"] = TagRows(survey.taxonomy, lambda: _macros(jinja))
    jinja.globals |= {"site": site, "repository": repository}


def _macros(jinja: Environment) -> Any:
    return jinja.get_template(MACROS).module
