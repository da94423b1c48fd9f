"""Format findings for people, programs, pull requests and code scanners; each text ends in one newline."""

from vlm_survey.checks.report.github import as_github
from vlm_survey.checks.report.human import human
from vlm_survey.checks.report.json import as_json
from vlm_survey.checks.report.sarif import as_sarif

__all__ = ["as_github", "as_json", "as_sarif", "human"]
