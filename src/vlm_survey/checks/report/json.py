"""Format findings for programs: one JSON object with the findings and their counts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict

from vlm_survey.checks.finding import ERROR, Finding


def as_json(findings: Sequence[Finding]) -> str:
    """Return `{"findings": [...], "counts": {"error": n, "warning": n, "fixable": n}}`, sorted by path, line, code."""
    errors = sum(finding.level == ERROR for finding in findings)
    data = {
        "findings": [asdict(finding) for finding in sorted(findings, key=lambda f: f.order)],
        "counts": {
            "error": errors,
            "warning": len(findings) - errors,
            "fixable": sum(finding.fixable for finding in findings),
        },
    }
    return escape_unencodable(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def escape_unencodable(text: str) -> str:
    """Return JSON `text` with JSON escapes for characters that UTF-8 cannot encode, such as invalid bytes of a file name."""
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", text)
