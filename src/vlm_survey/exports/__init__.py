"""From the survey to text: one format a file."""

from vlm_survey.exports.bibtex import bibtex
from vlm_survey.exports.csl import csl
from vlm_survey.exports.data import data, json_lines
from vlm_survey.exports.fields import Field, fields
from vlm_survey.exports.ris import ris
from vlm_survey.exports.schema import published_schema, schema
from vlm_survey.exports.table import table

__all__ = ["Field", "bibtex", "csl", "data", "fields", "json_lines", "published_schema", "ris", "schema", "table"]
