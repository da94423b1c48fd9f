"""M01 rules: licences, sizes, weights and code of data sets and models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, R, Where, record_rule
from vlm_survey.checks.walk import replace_values, texts
from vlm_survey.model import DataSet, Link, Model, Record
from vlm_survey.model.licences import spdx
from vlm_survey.model.web.hosts import CODE_HOSTS
from vlm_survey.survey import Survey

_UNIT = re.compile(r"[^\W\d_A-Z].*|[A-Z]{2}.*")
_HOLDS_MORE = re.compile(r"[(\[]|\d")


def _write_spdx(_survey: Survey, record: R) -> R:
    return replace_values(record, {where: corrected for where, _name, corrected in _misspelt(record)})


@record_rule(Record, "M010", ERROR, fix=_write_spdx)
def licence_by_another_name(_survey: Survey, record: Record) -> Iterator[Note]:
    """A licence with an SPDX identifier is written in another way.

    Filters need one name for each licence. Write the identifier; write a licence without one by its name.
    """
    for where, name, corrected in _misspelt(record):
        yield Note(where, f"'{name}' is {corrected}", f"Write {corrected}", fixable=True)


@record_rule(DataSet, "M011", WARNING)
def unknown_unit(_survey: Survey, record: DataSet) -> Iterator[Note]:
    """The unit of a size is not a plain word for the items that are counted.

    Sizes are compared by unit: images, question-answer pairs, reports, patients. Write the part that is counted under
    `of`.
    """
    units = [(("sizes", place), size.unit) for place, size in enumerate(record.sizes)]
    units += [(("splits", place), split.unit) for place, split in enumerate(record.splits) if split.unit]
    for where, unit in units:
        if not _UNIT.fullmatch(unit) or _HOLDS_MORE.search(unit):
            repair = "Write what is counted, in lower case and in the plural; the part that is counted under 'of'"
            yield Note((*where, "unit"), f"the unit '{unit}'", repair)


@record_rule(DataSet, "M012", WARNING)
def count_without_unit(_survey: Survey, record: DataSet) -> Iterator[Note]:
    """A split has a number without a unit.

    A number needs the items that it counts. Write the unit.
    """
    for place, split in enumerate(record.splits):
        if split.count is not None and split.unit is None:
            yield Note(("splits", place), f"{split.count} of what?", "Add 'unit: ...'")


@record_rule(Model, "M020", ERROR)
def weights_are_code(_survey: Survey, record: Model) -> Iterator[Note]:
    """The link to weights leads to a page of code.

    Readers find no weights there, or must search for them. Link the file, its release, or the page of the model; write
    the repository under `code`.
    """
    link = record.weights.link
    if link and _is_code(link):
        yield Note(("weights", "link"), f"{link} is a page of code", "Link the weights, or move it to 'code'")


@record_rule(Model, "M021", WARNING)
def access_and_link_disagree(_survey: Survey, record: Model) -> Iterator[Note]:
    """Weights are open or gated but have no link, or are not available but have one.

    Readers filter models by available weights. Add the link, or correct `access`.
    """
    access, link = record.weights.access, record.weights.link
    if access in ("open", "gated") and not link:
        yield Note(("weights",), f"{access} weights without a link", "Add 'link: ...'")
    if access == "none" and link:
        yield Note(("weights", "access"), f"no weights, and a link: {link}", "Correct one of the two")


@record_rule(Model, "M022", ERROR)
def code_without_day(_survey: Survey, record: Model) -> Iterator[Note]:
    """The status of code has no date.

    Repositories change: an empty one may be complete tomorrow. Add the day of the visit as `seen`.
    """
    if record.code.status and not record.code.seen:
        yield Note(("code",), f"'{record.code.status}' without a day", "Add 'seen: ' with the day on which you looked")


@record_rule(Model, "M023", WARNING)
def paper_not_in_index(_survey: Survey, record: Model) -> Iterator[Note]:
    """The paper of a model is not in the index.

    The website can neither link its page nor show its tags and summary. Add the paper (`vlm-survey add`), then write its key.
    """
    if isinstance(record.paper, Link):
        yield Note(("paper",), f"{record.paper} is not a record", "Add the paper, then write its key")


def _misspelt(record: Record) -> Iterator[tuple[Where, str, str]]:
    """Yield each licence that should be written in another way: its path, its present value, its correct value."""
    for where, text in texts(record):
        if where[-1] == "licence" and (corrected := spdx(text)) and corrected != text:
            yield where, text, corrected


def _is_code(link: Link) -> bool:
    """Return whether a link leads to a code host, and not to a release there."""
    steps = urlsplit(link).path.strip("/").split("/")
    return link.host in CODE_HOSTS and "releases" not in steps and not steps[-1].endswith(_FILES)


_FILES = (".pt", ".pth", ".ckpt", ".safetensors", ".bin", ".zip", ".tar", ".gz", ".onnx", ".h5", ".pkl")
"""File endings of weights."""
