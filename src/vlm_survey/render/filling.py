"""Fill pages into the shell with the templates of the website."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from vlm_survey.analysis.trends import poorly_covered_years
from vlm_survey.render.metadata.coins import page_coins
from vlm_survey.render.metadata.head import head
from vlm_survey.render.pages.page import Page
from vlm_survey.render.shell import Shell, root_of
from vlm_survey.render.sums import sum_of, template_sum
from vlm_survey.render.templates import MACROS
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from jinja2 import Environment


class Address(Protocol):
    """The addresses of the website (with a final slash) and of its repository (without)."""

    @property
    def site(self) -> str:
        """The website's address."""

    @property
    def repository(self) -> str:
        """The repository's address."""


class Filling:
    """Fills pages into the shell."""

    def __init__(self, survey: Survey, address: Address, jinja: Environment, shell: Shell) -> None:
        self._survey, self._jinja, self._shell = survey, jinja, shell
        self.site, self.repository = address.site, address.repository
        self._coins: dict[str, str] = {}
        self._sums: dict[tuple[str, ...], str] = {}
        self._around = sum_of(shell.text, self.site, self.repository, sorted(poorly_covered_years(survey)))

    def template_sum(self, *templates: str) -> str:
        """Return the sum of `templates`, of all that they include, and of everything around a page."""
        if templates not in self._sums:
            self._sums[templates] = sum_of(self._around, template_sum(self._jinja, MACROS, *templates))
        return self._sums[templates]

    def head(self, page: Page) -> str:
        """Return the lines for the head of `page`."""
        return head(self._survey, self.site, self.repository, page)

    def rows(self, view: Mapping[str, Any]) -> str:
        """Return the further rows of an overview, with links below the root."""
        rows = view["rows"][view["further"][0].first - 1 :]
        return self._jinja.get_template("overview_rows.html").render({**view, "rows": rows}, root="")

    def page(self, page: Page) -> str:
        """Return `page` as a whole."""
        body = self._jinja.get_template(page.template).render(page.view, root=root_of(page.path))
        body += page_coins(self._survey, page.view, self._coins)
        return self._shell.fill(page.path, page.title, page.description, body, self.head(page))
