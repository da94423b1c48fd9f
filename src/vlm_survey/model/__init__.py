"""Record classes: frozen values that parse and normalise themselves, without network access."""

from vlm_survey.model.identifiers import KINDS, AclId, ArxivId, Doi, Identifier, OpenReviewId, Pmcid, Pmid, recognise
from vlm_survey.model.people import PARTICLES, Person
from vlm_survey.model.records.chapter import Chapter
from vlm_survey.model.records.dataset import DataSet, Size, Split, Trap
from vlm_survey.model.records.facts import Source, SourcedRecord
from vlm_survey.model.records.keys import key_for
from vlm_survey.model.records.paper import (
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
from vlm_survey.model.records.record import (
    KEY_FORM,
    KEY_LENGTH,
    PUBLISHED_FORMAT,
    Record,
    RecordKind,
    TextRecord,
    Value,
)
from vlm_survey.model.records.results import Comparison, Metric, Result, ResultSource, ResultTable
from vlm_survey.model.records.text_page import TextPage
from vlm_survey.model.records.vlm import Base, Code, Model, Parameters, Weights
from vlm_survey.model.shared.learning import Glossary, Measure, ReadingPath, Step, Word
from vlm_survey.model.shared.lists import Exclusion, SourceList
from vlm_survey.model.shared.searches import Coverage, LeftOut, Search, SearchLog
from vlm_survey.model.shared.venues import Venue, Venues
from vlm_survey.model.text import Line, fold, one_line
from vlm_survey.model.web.links import Link

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
    "SourcedRecord",
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
