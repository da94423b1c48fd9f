"""Write datapackage.json: the list of files, and the type of each column of each table, for programs.

Specification: https://datapackage.org/standard/data-package/ (version 2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from vlm_survey.exports.index_citation import AUTHOR, TITLE
from vlm_survey.exports.package.data_file import DataFile
from vlm_survey.exports.package.tables import TABLES, Table
from vlm_survey.exports.release import ABOUT, KEYWORDS, LICENCE, VERSION
from vlm_survey.survey import Survey

_TYPES = {"uri": {"type": "string", "format": "uri"}}
_PATTERNS = {"arxiv": r"arXiv:.+", "pmid": r"PMID:[0-9]+"}


def data_package(survey: Survey, files: Iterable[DataFile]) -> str:
    """Return datapackage.json for `files`."""
    document = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "vlm-survey",
        "title": TITLE,
        "description": ABOUT,
        "version": VERSION,
        "created": f"{survey.snapshot}T00:00:00Z" if survey.snapshot else None,
        "homepage": survey.site,
        "keywords": list(KEYWORDS),
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": LICENCE}],
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "resources": [_resource(survey, file) for file in files],
    }
    return json.dumps({name: value for name, value in document.items() if value}, indent=1, ensure_ascii=False) + "\n"


def _resource(survey: Survey, file: DataFile) -> dict[str, Any]:
    name, use = file.name, file.use
    table = TABLES.get(name.removesuffix(".csv")) if name.endswith(".csv") else None
    return {
        "name": name.replace(".", "-"),
        "path": name,
        "description": use[0].upper() + use[1:],
        "format": PurePosixPath(name).suffix[1:],
        "mediatype": file.media_type,
        **({} if name.endswith(".sqlite") else {"encoding": "utf-8"}),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **({"type": "table", "schema": _schema(survey, table)} if table else {"type": "file"}),
    }


def _schema(survey: Survey, table: Table) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            **_TYPES.get(column.type, {"type": column.type}),
            "description": column.means,
            **({"constraints": {"pattern": _PATTERNS[column.name]}} if column.name in _PATTERNS else {}),
        }
        for column in table.columns(survey)
    ]
    key = {"primaryKey": list(table.key)} if table.key else {}
    return {"fields": fields, **key, "missingValues": [""]}
