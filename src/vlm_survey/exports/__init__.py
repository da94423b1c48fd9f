"""Export the survey as text: one module for each format, all listed in one table."""

from vlm_survey.exports.fields import Field, fields
from vlm_survey.exports.format import Format, Frame
from vlm_survey.exports.formats import FORMATS
from vlm_survey.exports.index_citation import index_entry
from vlm_survey.exports.package import (
    TABLES,
    DataFile,
    Entries,
    data_descriptions,
    data_file,
    data_files,
    first_with_entries_of,
)
from vlm_survey.exports.schema import published_schema, schema

__all__ = [
    "FORMATS",
    "TABLES",
    "DataFile",
    "Entries",
    "Field",
    "Format",
    "Frame",
    "data_descriptions",
    "data_file",
    "data_files",
    "fields",
    "first_with_entries_of",
    "index_entry",
    "published_schema",
    "schema",
]
