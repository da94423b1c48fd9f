"""Write croissant.json, a description for machine learning tools: files with checksums, and record sets from the tables.

Specification: https://docs.mlcommons.org/croissant/docs/croissant-spec.html (version 1.0).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from vlm_survey.exports.index_citation import AUTHOR, TITLE, index_entry
from vlm_survey.exports.package.data_file import DataFile
from vlm_survey.exports.package.tables import TABLES, Table
from vlm_survey.exports.release import ABOUT, KEYWORDS, LICENCE, VERSION
from vlm_survey.model.web.hosts import is_reserved
from vlm_survey.survey import Survey

_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The JSON-LD context given in appendix 1 of the specification."""
_TYPES = {"integer": "sc:Float", "number": "sc:Float", "date": "sc:Date"}
"""The type of optional whole numbers: tools for Croissant read them as floats."""


def croissant(survey: Survey, files: Sequence[DataFile]) -> str:
    """Return croissant.json for `files`.

    Files are listed with their address if the website has one, else by their name relative to this file.
    """
    site = survey.site if survey.site and not is_reserved(survey.site) else None
    base = f"{site}data/" if site else ""
    names = {file.name for file in files}
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "vlm-survey",
        "alternateName": TITLE,
        "description": ABOUT,
        "version": VERSION,
        "license": LICENCE,
        "url": f"{survey.site or ''}data/",
        "citeAs": index_entry(survey, survey.site or ""),
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "keywords": list(KEYWORDS),
        "datePublished": survey.snapshot.isoformat() if survey.snapshot else None,
        "isLiveDataset": True,
        "distribution": [_file(base, file) for file in files],
        "recordSet": [_records(survey, table) for table in TABLES.values() if f"{table.name}.csv" in names],
    }
    return json.dumps({name: value for name, value in document.items() if value}, indent=1, ensure_ascii=False) + "\n"


def _file(base: str, file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": file.use[0].upper() + file.use[1:],
        "contentUrl": base + file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


def _records(survey: Survey, table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"One record is {table.row}",
        **({"key": [{"@id": f"{table.name}/{name}"} for name in table.key]} if table.key else {}),
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{column.name}",
                "name": column.name,
                "description": column.means,
                "dataType": _TYPES.get(column.type, "sc:Text"),
                "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": column.name}},
            }
            for column in table.columns(survey)
        ],
    }
