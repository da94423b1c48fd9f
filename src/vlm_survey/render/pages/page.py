"""What every page of the website is: an address, a title, a template and what the template is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lives (a folder below the root), what it is called, and what its template is given."""

    path: str
    title: str
    description: str
    template: str
    view: dict[str, Any]
