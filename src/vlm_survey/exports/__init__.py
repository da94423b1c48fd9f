"""From the survey to text: one format a file, all named in one table."""

from vlm_survey.exports.fields import Field, fields
from vlm_survey.exports.format import Format, Frame
from vlm_survey.exports.formats import FORMATS
from vlm_survey.exports.index_citation import index_entry
from vlm_survey.exports.schema import published_schema, schema

__all__ = ["FORMATS", "Field", "Format", "Frame", "fields", "index_entry", "published_schema", "schema"]
