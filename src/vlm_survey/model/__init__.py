"""Record classes: frozen values that parse and normalise themselves, without network access."""

from vlm_survey.model.chapter import Chapter
from vlm_survey.model.dataset import DataSet, Size, Split, Trap
from vlm_survey.model.facts import Described, Source
from vlm_survey.model.identifiers import KINDS, AclId, ArxivId, Doi, Identifier, OpenReviewId, Pmcid, Pmid, recognise
from vlm_survey.model.keys import key_for
from vlm_survey.model.learning import Glossary, Measure, ReadingPath, Step, Word
from vlm_survey.model.links import Link
from vlm_survey.model.lists import Exclusion, SourceList
from vlm_survey.model.paper import (
    ROLES,
    Confirmation,
    Curation,
    Identifiers,
    Links,
    Listing,
    Paper,
    Retraction,
    has_code,
)
from vlm_survey.model.people import PARTICLES, Person
from vlm_survey.model.record import KEY_FORM, KEY_LENGTH, PUBLISHED_FORMAT, Record, RecordKind, TextRecord, Value
from vlm_survey.model.results import Comparison, Metric, Result, ResultSource, ResultTable
from vlm_survey.model.searches import Coverage, LeftOut, Search, SearchLog
from vlm_survey.model.text import Line, fold, one_line
from vlm_survey.model.text_page import TextPage
from vlm_survey.model.venues import Venue, Venues
from vlm_survey.model.vlm import Base, Code, Model, Parameters, Weights

__all__ = [
    "KEY_FORM",
    "KEY_LENGTH",
    "KINDS",
    "PARTICLES",
    "PUBLISHED_FORMAT",
    "ROLES",
    "AclId",
    "ArxivId",
    "Base",
    "Chapter",
    "Code",
    "Comparison",
    "Confirmation",
    "Coverage",
    "Curation",
    "DataSet",
    "Described",
    "Doi",
    "Exclusion",
    "Glossary",
    "Identifier",
    "Identifiers",
    "LeftOut",
    "Line",
    "Link",
    "Links",
    "Listing",
    "Measure",
    "Metric",
    "Model",
    "OpenReviewId",
    "Paper",
    "Parameters",
    "Person",
    "Pmcid",
    "Pmid",
    "ReadingPath",
    "Record",
    "RecordKind",
    "Result",
    "ResultSource",
    "ResultTable",
    "Retraction",
    "Search",
    "SearchLog",
    "Size",
    "Source",
    "SourceList",
    "Split",
    "Step",
    "TextPage",
    "TextRecord",
    "Trap",
    "Value",
    "Venue",
    "Venues",
    "Weights",
    "Word",
    "fold",
    "has_code",
    "key_for",
    "one_line",
    "recognise",
]
