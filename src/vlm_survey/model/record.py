"""What records of all kinds have in common: a base class, the forms of keys, and what a kind of records is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from vlm_survey.errors import Refused
from vlm_survey.model.text import Line

T = TypeVar("T")

PUBLISHED_FORMAT = 2
"""The form of published records, as papers.json says it. Raised when a field changes its meaning or goes; new fields do not."""

KEY_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_LENGTH = 80

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=KEY_LENGTH)]


def unique(values: tuple[T, ...]) -> tuple[T, ...]:
    """Return `values`. Raises Refused where one stands there twice."""
    twice = sorted({str(v) for v in values if values.count(v) > 1}) if len(set(values)) < len(values) else []
    if twice:
        raise Refused(f"{', '.join(twice)} stands there twice", repair="Keep each once")
    return values


Keys = Annotated[tuple[Key, ...], AfterValidator(unique)]
Tags = Mapping[Id, Annotated[tuple[Id, ...], AfterValidator(unique), Field(min_length=1)]]
"""Term ids by axis, the most specific only."""


class Value(BaseModel):
    """A frozen value that takes no unknown field."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """One record of any kind. `key` is its file's name and no field of the file."""

    LAST: ClassVar[tuple[str, ...]] = ("sources", "curation", "notes", "former_keys", "added", "changes")
    """The fields that stand at the end of a file, in this order, whatever the kind."""
    ALWAYS_WRITTEN: ClassVar[tuple[str, ...]] = ()
    """The fields that a file names even where they are empty."""

    key: Key
    notes: Line | None = None
    former_keys: Keys = ()
    added: dt.date | None = None

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of all fields in canonical order: the key, the kind's own, then those in `LAST`."""
        names = [name for name in cls.model_fields if name not in ("key", *cls.LAST)]
        return ("key", *names, *(name for name in cls.LAST if name in cls.model_fields))

    @classmethod
    def file_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that a file can hold, in canonical order."""
        return cls.field_names()[1:]

    @property
    def label(self) -> str:
        """The name that a reader knows the record by: its title or name, else its key."""
        return getattr(self, "title", None) or getattr(self, "name", None) or self.key

    @property
    def tags_by_axis(self) -> Tags:
        """Its tags, none where records of its kind have none."""
        tags: Tags = getattr(self, "tags", {})
        return tags

    def terms(self, axis: str) -> tuple[str, ...]:
        """Return the term ids tagged on `axis`, most specific only, empty where there are none."""
        return self.tags_by_axis.get(axis, ())

    def changed(self, **fields: Any) -> Self:
        """Return this record with `fields` replaced, validated anew. Raises pydantic.ValidationError."""
        return type(self).model_validate({**dict(self), **fields})


class TextRecord(Record):
    """A record that is a text: a Markdown file whose front matter holds the other fields."""

    body: str = ""
    """The Markdown after the front matter, without empty lines before and after it; lines end in a line feed."""
    body_line: int = 1
    """The 1-based line of the file on which the body begins."""

    @classmethod
    def file_fields(cls) -> tuple[str, ...]:
        return tuple(name for name in super().file_fields() if name not in TextRecord.__annotations__)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of records: what they are called, their class, and where their files lie."""

    name: str
    label: str
    """What one record is called in a sentence, as in "data set"."""
    record: type[Record]
    folder: str
    by_year: bool = False
    """Whether files lie in a folder of their year, as in papers/2023/."""
    shared: bool = False
    """Whether the folder holds other files too, which are nobody's mistake."""
    size: int = 64_000
    """The largest file, in bytes."""
    suffix: str = ""
    """What a key ends in that the file's name leaves out, for records that go with one of another kind."""

    @property
    def is_text(self) -> bool:
        """Whether files are Markdown with front matter; they are YAML otherwise."""
        return issubclass(self.record, TextRecord)

    @property
    def plural(self) -> str:
        """The name under which records of this kind are published, as in datasets.json."""
        return self.name if self.name.endswith("s") else f"{self.name}s"

    @property
    def ending(self) -> str:
        """The end of a file's name."""
        return ".md" if self.is_text else ".yaml"

    @property
    def place(self) -> str:
        """The form of a file's path below the root."""
        return f"{self.folder}/{'<year>/' if self.by_year else ''}<key>{self.ending}"

    def path(self, record: Record) -> str:
        """Return the path below the root where the file of a new `record` belongs."""
        year = f"{getattr(record, 'year', None) or 'undated'}/" if self.by_year else ""
        return f"{self.folder}/{year}{record.key.removesuffix(self.suffix)}{self.ending}"

    def key(self, path: str) -> str:
        """Return the key of the record whose file is at `path`."""
        return PurePosixPath(path).stem + self.suffix
