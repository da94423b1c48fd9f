"""Check texts before publishing: they must not cite records or use directives that do not exist."""

from __future__ import annotations

from vlm_survey import checks
from vlm_survey.errors import BuildError
from vlm_survey.survey import Survey


def check_texts(survey: Survey) -> None:
    """Raise BuildError with every line of chapters, pages and reading paths that has an error (rules P001 to P006)."""
    found = checks.run_rules(survey, select=["P"])
    if found:
        told = "\n".join(f"  {one.path}:{one.line}: {one.found}. {one.repair}" for one in found)
        words = "fault" if len(found) == 1 else "faults"
        raise BuildError(f"{len(found)} {words} in texts:\n{told}", repair="Fix these lines")
