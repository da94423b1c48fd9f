"""The table of citation styles.

Each is a CSL file in `styles/`; see the README there for origin, licence and changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "styles"


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: `id` is its name in addresses and its file name, `label` its name for people."""

    id: str
    label: str

    @property
    def path(self) -> Path:
        """The path of the CSL file."""
        return _FOLDER / f"{self.id}.csl"


_ROWS = (
    Style("apa", "APA 7"),
    Style("mla", "MLA 9"),
    Style("chicago", "Chicago"),
    Style("vancouver", "Vancouver"),
    Style("ieee", "IEEE"),
    Style("gbt", "GB/T 7714-2015"),
)
STYLES: dict[str, Style] = {row.id: row for row in _ROWS}
"""Every citation style by id, in display order."""
