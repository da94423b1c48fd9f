"""The base of all records: a base class, the forms of keys, and the description of a record kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from vlm_survey.errors import InvalidValue
from vlm_survey.model.text import Line

T = TypeVar("T")

PUBLISHED_FORMAT = 2
"""The version of the published form of records, as in papers.json.

It changes when a field is removed or changes its meaning, not for a new field.
"""

KEY_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_LENGTH = 80

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=KEY_LENGTH)]


def check_unique(values: tuple[T, ...]) -> tuple[T, ...]:
    """Return `values`. Raises InvalidValue if a value occurs twice."""
    repeated = sorted({str(v) for v in values if values.count(v) > 1}) if len(set(values)) < len(values) else []
    if repeated:
        raise InvalidValue(f"{', '.join(repeated)} occurs twice", repair="Keep each once")
    return values


Keys = Annotated[tuple[Key, ...], AfterValidator(check_unique)]
Tags = Mapping[Id, Annotated[tuple[Id, ...], AfterValidator(check_unique), Field(min_length=1)]]
"""Term ids by axis, the most specific only."""


class Value(BaseModel):
    """A frozen value that rejects unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """One record of any kind. `key` is the name of its file, and not a field in it."""

    LAST: ClassVar[tuple[str, ...]] = ("sources", "curation", "notes", "former_keys", "added", "changes")
    """The last fields of a file, in this order, for all kinds."""
    ALWAYS_WRITTEN: ClassVar[tuple[str, ...]] = ()
    """The fields that are written even where they are empty."""

    key: Key
    notes: Line | None = None
    former_keys: Keys = ()
    added: dt.date | None = None

    @classmethod
    @cache
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of all fields in canonical order: the key, the kind's own, then those in `LAST`."""
        names = [name for name in cls.model_fields if name not in ("key", *cls.LAST)]
        return ("key", *names, *(name for name in cls.LAST if name in cls.model_fields))

    @classmethod
    @cache
    def file_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that a file can hold, in canonical order."""
        return cls.field_names()[1:]

    @property
    def label(self) -> str:
        """The display name of the record: its title or name, else its key."""
        return getattr(self, "title", None) or getattr(self, "name", None) or self.key

    @property
    def tags_by_axis(self) -> Tags:
        """Its tags; empty for kinds without tags."""
        tags: Tags = getattr(self, "tags", {})
        return tags

    def terms(self, axis: str) -> tuple[str, ...]:
        """Return the term ids tagged on `axis`, only the most specific, empty if there are none."""
        return self.tags_by_axis.get(axis, ())

    def changed(self, **fields: Any) -> Self:
        """Return a copy with `fields` replaced and validated. Raises pydantic.ValidationError."""
        return type(self).model_validate({**dict(self), **fields})


class TextRecord(Record):
    """A record with a body of text: a Markdown file with the other fields in its front matter."""

    body: str = ""
    """The Markdown after the front matter, without empty lines before and after it; lines end in a line feed."""
    body_line: int = 1
    """The 1-based line of the file on which the body begins."""

    @classmethod
    @cache
    def file_fields(cls) -> tuple[str, ...]:
        return tuple(name for name in super().file_fields() if name not in TextRecord.__annotations__)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of records: its names, its class, and the location of its files."""

    name: str
    label: str
    """The name of one record in a sentence, as in "data set"."""
    record: type[Record]
    folder: str
    by_year: bool = False
    """Whether files are in a folder of their year, as in papers/2023/."""
    shared: bool = False
    """Whether the folder may also hold other files without an error."""
    size: int = 64_000
    """The maximal size of a file, in bytes."""
    suffix: str = ""
    """The suffix of a key that the file name leaves out, for records that belong to one of another kind."""

    @property
    def is_text(self) -> bool:
        """Whether files are Markdown with front matter; they are YAML otherwise."""
        return TextRecord in self.record.__mro__  # issubclass() is slow for models, and this is computed for each file

    @property
    def plural(self) -> str:
        """The name of the published file of this kind, as in datasets.json."""
        return self.name if self.name.endswith("s") else f"{self.name}s"

    @property
    def ending(self) -> str:
        """The ending of a file name."""
        return ".md" if self.is_text else ".yaml"

    @property
    def place(self) -> str:
        """The pattern of a file's path below the root."""
        return f"{self.folder}/{'<year>/' if self.by_year else ''}<key>{self.ending}"

    def path(self, record: Record) -> str:
        """Return the path below the root for the file of a new `record`."""
        year = f"{getattr(record, 'year', None) or 'undated'}/" if self.by_year else ""
        return f"{self.folder}/{year}{record.key.removesuffix(self.suffix)}{self.ending}"

    def key(self, path: str) -> str:
        """Return the key of the record whose file is at `path`."""
        return PurePosixPath(path).stem + self.suffix
