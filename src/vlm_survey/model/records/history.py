"""The history of a record: the changes since it was added that readers should know about."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from vlm_survey.model.records.record import Value
from vlm_survey.model.text import Line

What = Literal["published", "corrected", "retracted"]
WHATS: tuple[What, ...] = get_args(What)


class RecordChange(Value):
    """One change on a day: a preprint was published, a value was corrected, a paper was retracted or withdrawn."""

    date: dt.date
    what: What
    fields: tuple[Line, ...] = ()
    """The fields that changed; a part is written like `ids.doi`."""
