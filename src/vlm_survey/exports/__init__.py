"""From the survey to text: one format a file."""

from vlm_survey.exports.bibtex import bibtex
from vlm_survey.exports.csl import csl
from vlm_survey.exports.data import data, json_lines
from vlm_survey.exports.ris import ris
from vlm_survey.exports.schema import schema
from vlm_survey.exports.table import table

__all__ = ["bibtex", "csl", "data", "json_lines", "ris", "schema", "table"]
