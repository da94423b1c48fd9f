"""Parse plain answers: "14,028 questions; 642 images" becomes sizes. Unclear answers are refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from vlm_survey.errors import InvalidValue
from vlm_survey.model import fold
from vlm_survey.model.labels import LANGUAGES
from vlm_survey.model.licences import spdx
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.names import axis_named, read_tag

Read = Callable[[Survey, str], Any]
"""A function that parses an answer into the value of a field. Raises SurveyError."""

_SIZE = re.compile(r"(?P<count>\d[\d,. ]*?)\s+(?P<unit>[^\d\s(][^(]*?)\s*(\((?P<of>[^)]+)\))?")
_AMOUNT = re.compile(r"(?P<count>\d{1,6}(\.\d{1,3})?\s?[KMBTkmbt])(illion)?\s*(parameters)?\s*(\((?P<of>[^)]+)\))?")
_DIGITS = re.compile(r"\d{1,3}([, ]\d{3})+|\d+")
_MOST = 200
"""The maximal number of values in one answer."""


def text(_survey: Survey, answer: str) -> str:
    """Parse one line of text."""
    return " ".join(answer.split())


def year(_survey: Survey, answer: str) -> int:
    """Parse a year."""
    if not re.fullmatch(r"(19[5-9]\d|20\d\d)", answer.strip()):
        raise InvalidValue(f"'{answer}' is not a year", repair="Write only the year, like 2024")
    return int(answer)


def licence(_survey: Survey, answer: str) -> str:
    """Parse a licence: return its SPDX identifier if it has one, else its name."""
    line = " ".join(answer.split())
    return spdx(line) or line


def names(_survey: Survey, answer: str) -> list[str]:
    """Parse names, one per line or separated by semicolons."""
    return list(dict.fromkeys(_parts(answer)))


def languages(_survey: Survey, answer: str) -> list[str]:
    """Parse languages, by code or English name, separated by commas, semicolons or lines."""
    codes = {fold(name): code for code, name in LANGUAGES.items()}
    ids = []
    for part in _parts(answer.replace(",", ";")):
        code = codes.get(fold(part), part.lower())
        if not re.fullmatch("[a-z]{2,3}", code):
            raise InvalidValue(f"'{part}' is not a known language", repair="Write its ISO 639 code, as en or zh")
        ids.append(code)
    return list(dict.fromkeys(ids))


def tags(survey: Survey, answer: str) -> dict[str, Sequence[str]]:
    """Parse terms by axis: "task: vqa, captioning; modality: ct". Raises UnknownName with the nearest."""
    terms: dict[str, list[str]] = {}
    for part in _parts(answer):
        axis, separator, rest = part.replace("=", ":", 1).partition(":")
        for name in filter(None, (part_name.strip() for part_name in (rest if separator else part).split(","))):
            known_axis, term = read_tag(
                survey.taxonomy, f"{axis_named(survey.taxonomy, axis.strip()).id}={name}" if separator else name
            )
            terms.setdefault(known_axis, [])
            if term not in terms[known_axis]:
                terms[known_axis].append(term)
    return survey.taxonomy.ordered(terms)  # type: ignore[return-value]


def sizes(_survey: Survey, answer: str) -> list[dict[str, Any]]:
    """Parse counts with their unit: "14,028 question-answer pairs; 642 images (test)"."""
    all_sizes = []
    for part in _parts(answer):
        match = _SIZE.fullmatch(part)
        if not match or not _DIGITS.fullmatch(match["count"].strip()):
            raise InvalidValue(
                f"'{part}' is not a number with a unit", repair="Write it like: 14,028 question-answer pairs"
            )
        all_sizes.append(
            _without_none({"count": _whole(match["count"]), "unit": match["unit"].strip(), "of": match["of"]})
        )
    return all_sizes


def splits(survey: Survey, answer: str) -> list[dict[str, Any]]:
    """Parse splits: "train: 8,000 images; test"."""
    all_splits = []
    for part in _parts(answer):
        name, separator, rest = part.partition(":")
        size = {}
        if separator and _DIGITS.fullmatch(rest.strip()):
            size = {"count": _whole(rest)}
        elif separator:
            counted = sizes(survey, rest)
            if not name.strip() or not counted:
                raise InvalidValue(f"'{part}' is not a split", repair="Write it like: train: 8,000 images; test")
            size = {key: value for key, value in counted[0].items() if key != "of"}
        all_splits.append({"name": name.strip(), **size})
    return all_splits


def parameters(_survey: Survey, answer: str) -> list[dict[str, str]]:
    """Parse rounded numbers of parameters: "7B; 350M (image encoder)"."""
    counts = []
    for part in _parts(answer):
        match = _AMOUNT.fullmatch(part)
        if not match:
            raise InvalidValue(
                f"'{part}' is not a number of parameters", repair="Write it like 350M or 7B, one per line"
            )
        counts.append(_without_none({"count": match["count"].replace(" ", "").upper(), "of": match["of"]}))
    return counts


def built_on(_survey: Survey, answer: str) -> list[dict[str, str]]:
    """Parse the base models: "image encoder: ViT-L/14; language model: Vicuna-7B"."""
    parts_by_name = {
        "image encoder": "image-encoder",
        "language model": "language-model",
        "earlier model": "earlier-model",
    }
    bases = []
    for part in _parts(answer):
        kind, separator, name = part.partition(":")
        role = {**parts_by_name, "other": "other"}.get(fold(kind)) if separator else "earlier-model"
        if role is None:
            repair = "Begin with 'image encoder:', 'language model:', 'earlier model:' or 'other:'"
            raise InvalidValue(f"'{kind.strip()}' is not a known part", repair=repair)
        bases.append({"part": role, "model": (name if separator else part).strip()})
    return bases


def choice(labels: Mapping[str, str]) -> Read:
    """Make a parser for one of `labels`: its id, its label or a prefix of them."""

    def read(_survey: Survey, answer: str) -> str:
        return _chosen(labels, answer)

    return read


def choices(labels: Mapping[str, str]) -> Read:
    """Make a parser for several of `labels`, separated by commas, semicolons or lines."""

    def read(_survey: Survey, answer: str) -> list[str]:
        return list(dict.fromkeys(_chosen(labels, part) for part in _parts(answer.replace(",", ";"))))

    return read


def number(_survey: Survey, answer: str) -> str:
    """Parse a number and keep its digits; a per cent sign is removed."""
    digits = answer.strip().removesuffix("%").strip()
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,8})?", digits):
        raise InvalidValue(
            f"'{answer}' is not a plain number", repair="Write it like 84.2, with a point and without commas"
        )
    return digits


def whole(_survey: Survey, answer: str) -> int:
    """Parse an integer."""
    if not _DIGITS.fullmatch(answer.strip()):
        raise InvalidValue(f"'{answer}' is not a whole number", repair="Write digits only")
    return _whole(answer)


def _chosen(labels: Mapping[str, str], answer: str) -> str:
    folded = fold(answer)
    if folded:
        exact = [key for key, label in labels.items() if folded in (fold(key), fold(label))]
        begun = [key for key, label in labels.items() if fold(label).startswith(folded) or fold(key).startswith(folded)]
        if len(matches := exact or begun) == 1:
            return matches[0]
    raise InvalidValue(f"'{answer}' is not one of the choices", repair=f"Write one of: {', '.join(labels)}")


def _parts(answer: str) -> Iterable[str]:
    parts = [part.strip(" -*\t") for part in re.split(r"[;\n]", answer)]
    lines = [" ".join(part.split()) for part in parts if part]
    if len(lines) > _MOST:
        raise InvalidValue(f"{len(lines)} values are too many for one answer", repair=f"Write at most {_MOST}")
    return lines


def _whole(text_: str) -> int:
    return int(re.sub("[, ]", "", text_))


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}
