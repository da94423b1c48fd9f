"""Format findings for code scanners: SARIF 2.1.0, with the documentation of every rule.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from vlm_survey.checks.finding import Finding
from vlm_survey.checks.registry import RULES
from vlm_survey.checks.report.json import escape_unencodable
from vlm_survey.checks.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return one SARIF run with all rules and these findings, sorted by path, line, code."""
    places = {rule.code: place for place, rule in enumerate(RULES)}
    results = [_result(finding, places[finding.code]) for finding in sorted(findings, key=lambda f: f.order)]
    driver = {"name": "vlm-survey", "rules": [_rule(rule) for rule in RULES]}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return escape_unencodable(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("_")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.documentation},
        "help": {"text": rule.explanation},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: Finding, place: int) -> dict[str, Any]:
    where = f"{finding.where}: " if finding.where else ""
    location = {
        "artifactLocation": {"uri": quote(os.fsencode(finding.path))},
        "region": {"startLine": finding.line},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": place,
        "level": finding.level,
        "message": {"text": f"{where}{finding.found}. {finding.repair}".rstrip()},
        "locations": [{"physicalLocation": location}],
    }
