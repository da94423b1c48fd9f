"""Rules and findings: errors in the records, their place, and their repair. Pure: a survey in, findings out."""

from vlm_survey.checks.comments import has_comment
from vlm_survey.checks.documentation import rules_markdown
from vlm_survey.checks.finding import Finding, Level, visible
from vlm_survey.checks.records.keys import year_folder
from vlm_survey.checks.registry import RULES, chosen, mended, run, within
from vlm_survey.checks.report import as_github, as_json, as_sarif, human
from vlm_survey.checks.rule import Rule
from vlm_survey.model.similarity.titles import Titles

__all__ = [
    "RULES",
    "Finding",
    "Level",
    "Rule",
    "Titles",
    "as_github",
    "as_json",
    "as_sarif",
    "chosen",
    "has_comment",
    "human",
    "mended",
    "rules_markdown",
    "run",
    "visible",
    "within",
    "year_folder",
]
