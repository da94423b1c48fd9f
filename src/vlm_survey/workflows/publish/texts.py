"""Check texts before publishing: they must not cite records or use directives that do not exist."""

from __future__ import annotations

from vlm_survey import checks
from vlm_survey.errors import BuildError
from vlm_survey.survey import Survey


def check_texts(survey: Survey) -> None:
    """Raise BuildError with every line of chapters, pages and reading paths that has an error (rules P001 to P006)."""
    findings = checks.run_rules(survey, select=["P"])
    if findings:
        lines = "\n".join(f"  {finding.path}:{finding.line}: {finding.found}. {finding.repair}" for finding in findings)
        noun = "fault" if len(findings) == 1 else "faults"
        raise BuildError(f"{len(findings)} {noun} in texts:\n{lines}", repair="Fix these lines")
