"""Rules and findings: errors in the records, their place, and their repair. Pure: a survey in, findings out.

Names are loaded on first use, because printing cached findings needs no rules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vlm_survey.checks.comments import has_comment
    from vlm_survey.checks.documentation import rules_markdown
    from vlm_survey.checks.finding import Finding, Level, make_visible
    from vlm_survey.checks.records.keys import year_folder
    from vlm_survey.checks.registry import RULES, apply_fixes, run_rules, select_rules
    from vlm_survey.checks.report.github import as_github
    from vlm_survey.checks.report.human import as_text
    from vlm_survey.checks.report.json import as_json
    from vlm_survey.checks.report.sarif import as_sarif
    from vlm_survey.checks.rule import Rule, is_within
    from vlm_survey.model.similarity.titles import Titles

_PLACES = {
    "RULES": "checks.registry",
    "Finding": "checks.finding",
    "Level": "checks.finding",
    "Rule": "checks.rule",
    "Titles": "model.similarity.titles",
    "as_github": "checks.report.github",
    "as_json": "checks.report.json",
    "as_sarif": "checks.report.sarif",
    "select_rules": "checks.registry",
    "has_comment": "checks.comments",
    "as_text": "checks.report.human",
    "apply_fixes": "checks.registry",
    "rules_markdown": "checks.documentation",
    "run_rules": "checks.registry",
    "make_visible": "checks.finding",
    "is_within": "checks.rule",
    "year_folder": "checks.records.keys",
}
"""Each public name with the module that defines it."""

__all__ = [
    "RULES",
    "Finding",
    "Level",
    "Rule",
    "Titles",
    "apply_fixes",
    "as_github",
    "as_json",
    "as_sarif",
    "as_text",
    "has_comment",
    "is_within",
    "make_visible",
    "rules_markdown",
    "run_rules",
    "select_rules",
    "year_folder",
]


def __getattr__(name: str) -> Any:
    """Return a public name, from the module that defines it."""
    if name not in _PLACES:
        message = f"module '{__name__}' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(f"vlm_survey.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names, those not yet loaded included."""
    return sorted({*globals(), *__all__})
