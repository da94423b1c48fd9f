"""Licences of data, models and code, by their SPDX identifiers.

Source: https://spdx.org/licenses/
"""

from __future__ import annotations

import re
from typing import Literal

LicenceClass = Literal["free", "non-commercial", "own-terms"]
"""What a licence allows: any use; only research or other non-commercial use; see its own text."""

_CC = ("BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND")
SPDX = frozenset(
    [
        *(f"CC-{kind}-{version}" for kind in _CC for version in ("1.0", "2.0", "2.5", "3.0", "4.0")),
        *("CC0-1.0", "CC-PDDC", "PDDL-1.0", "ODbL-1.0", "ODC-By-1.0", "O-UDA-1.0", "C-UDA-1.0"),
        *("CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0"),
        *("MIT", "MIT-0", "Apache-2.0", "ISC", "Zlib", "Unlicense", "0BSD", "BSD-2-Clause", "BSD-3-Clause"),
        *("BSD-3-Clause-Clear", "BSD-3-Clause-LBNL", "BSD-4-Clause", "NCSA", "AFL-3.0", "Artistic-2.0", "BSL-1.0"),
        *(f"{kind}-{end}" for kind in ("GPL-2.0", "GPL-3.0", "AGPL-3.0") for end in ("only", "or-later")),
        *(f"LGPL-{version}-{end}" for version in ("2.1", "3.0") for end in ("only", "or-later")),
        *("MPL-2.0", "EPL-2.0", "EUPL-1.2", "MulanPSL-2.0", "PostgreSQL", "Python-2.0", "WTFPL", "UPL-1.0"),
        *("GFDL-1.3-only", "GFDL-1.3-or-later", "OGL-UK-3.0", "etalab-2.0", "DL-DE-BY-2.0"),
    ]
)
"""Identifiers that a record may use; more can be added when records need them."""

_ALIASES = {
    "apache": "Apache-2.0",
    "apache2": "Apache-2.0",
    "bsd2clause": "BSD-2-Clause",
    "2clausebsd": "BSD-2-Clause",
    "simplifiedbsd": "BSD-2-Clause",
    "bsd3clause": "BSD-3-Clause",
    "3clausebsd": "BSD-3-Clause",
    "newbsd": "BSD-3-Clause",
    "cc0": "CC0-1.0",
    "cczero": "CC0-1.0",
    "gpl2": "GPL-2.0-only",
    "gpl3": "GPL-3.0-only",
    "gplv2": "GPL-2.0-only",
    "gplv3": "GPL-3.0-only",
    "gpl20": "GPL-2.0-only",
    "gpl30": "GPL-3.0-only",
    "agpl3": "AGPL-3.0-only",
    "agplv3": "AGPL-3.0-only",
    "agpl30": "AGPL-3.0-only",
    "lgpl3": "LGPL-3.0-only",
    "lgplv3": "LGPL-3.0-only",
    "lgpl30": "LGPL-3.0-only",
    "lgpl21": "LGPL-2.1-only",
    "mpl2": "MPL-2.0",
    "odbl": "ODbL-1.0",
    "odcby": "ODC-By-1.0",
    "pddl": "PDDL-1.0",
}
"""Common spellings that do not match an identifier by letters and digits alone."""
_WORDS = re.compile(r"\b(the|licen[cs]e|licen[cs]ed|version|v(?=\d)|international|public|general|creative commons)\b")
_CC_WORDS = (
    ("attribution", "by"),
    ("non commercial", "nc"),
    ("noncommercial", "nc"),
    ("share alike", "sa"),
    ("sharealike", "sa"),
    ("no derivatives", "nd"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
)


def spdx(text: str) -> str | None:
    """Return the SPDX identifier of the licence named `text` ("CC BY 4.0", "Apache License 2.0"), None for others.

    A text that says more than the name of a licence, or gives no version, has no identifier.
    """
    if text in SPDX:
        return text
    return _BY_LETTERS.get(_letters(text)) or _ALIASES.get(_letters(text))


def licence_class(text: str) -> LicenceClass:
    """Return what the licence named `text` allows, as far as its name tells.

    Licences with an SPDX identifier are free unless they forbid commercial use or modified versions. Other licences get a
    class only where the name says that they are for research or non-commercial use.
    """
    licence_text = _AFTERTHOUGHT.sub("", text)
    identifier = spdx(text) or spdx(licence_text) or (licence_text if _OPEN_VERSION.fullmatch(licence_text) else None)
    if _NO_COMMERCE.search(text) or (identifier and "-NC" in identifier):
        return "non-commercial"
    return "free" if identifier and "-ND" not in identifier else "own-terms"


def _letters(text: str) -> str:
    words = re.sub(r"[-_]", " ", text.lower())
    creative = "creative commons" in words
    words = _WORDS.sub(" ", words)
    for long, short in _CC_WORDS if creative else ():
        words = re.sub(rf"\b{long}\b", short, words)
    return ("cc" if creative else "") + re.sub(r"[^a-z0-9]", "", words)


_NO_COMMERCE = re.compile(
    r"\bnon[- ]?commercial\b|\b(research|academic)\b.*\b(use|only)\b|\bresearch license\b|-NC\b", re.IGNORECASE
)
_OPEN_VERSION = re.compile(r"CC[- ]BY([- ]SA)?|CC0", re.IGNORECASE)
"""Licences that are free in all versions."""
_AFTERTHOUGHT = re.compile(r"\s*[(;,].*$")
"""Text after the name of the licence: "CC-BY-4.0 (demo release)"."""
_BY_LETTERS = {_letters(identifier): identifier for identifier in SPDX}
