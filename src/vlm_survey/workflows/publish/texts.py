"""What stops every publication: texts that cite or ask what is not there."""

from __future__ import annotations

from vlm_survey.checks import run
from vlm_survey.errors import BuildError
from vlm_survey.survey import Survey


def refuse_faults(survey: Survey) -> None:
    """Raise BuildError where chapters, pages or reading paths cite or ask what is not there, with every line of it."""
    found = run(survey, select=["P"])
    if found:
        told = "\n".join(f"  {one.path}:{one.line}: {one.found}. {one.repair}" for one in found)
        words = "fault" if len(found) == 1 else "faults"
        raise BuildError(f"{len(found)} {words} in texts:\n{told}", repair="Fix these lines")
