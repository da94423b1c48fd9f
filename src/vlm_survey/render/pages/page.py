"""Define a page of the website: address, title, template and template data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its folder below the root, its title, and the data of its template."""

    path: str
    title: str
    description: str
    template: str
    view: dict[str, Any]
