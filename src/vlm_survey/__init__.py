"""vlm-survey: the literature index of medical vision-language models.

`read_survey(path)` reads a clone of the repository, a downloaded `papers.json`, or a folder of downloaded data, and
returns a `Survey`: all records, and `where`, `by`, `crosstab` and `to_frame` to ask questions of the papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vlm_survey.store import read_survey
    from vlm_survey.survey import Survey

__all__ = ["Survey", "__version__", "read_survey"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Load `Survey` and `read_survey` on first use, so that commands start fast."""
    if name == "read_survey":
        from vlm_survey.store import read_survey  # noqa: PLC0415

        return read_survey
    if name == "Survey":
        from vlm_survey.survey import Survey  # noqa: PLC0415

        return Survey
    message = f"module '{__name__}' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """Return the public names, those not yet loaded included."""
    return sorted({*globals(), *__all__})
