"""vlm-survey: the literature index of medical vision-language models."""

from vlm_survey.store import read_survey
from vlm_survey.survey import Survey

__all__ = ["Survey", "__version__", "read_survey"]
__version__ = "0.1.0"
