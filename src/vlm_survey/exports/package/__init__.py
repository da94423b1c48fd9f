"""Export all records at once: JSON and tables of every kind, a database, and descriptions of the data for programs."""

from vlm_survey.exports.package.data_file import DataFile, data_file
from vlm_survey.exports.package.entries import Entries, first_with_entries_of
from vlm_survey.exports.package.files import data_descriptions, data_files
from vlm_survey.exports.package.tables import TABLES, Column, Table

__all__ = [
    "TABLES",
    "Column",
    "DataFile",
    "Entries",
    "Table",
    "data_descriptions",
    "data_file",
    "data_files",
    "first_with_entries_of",
]
