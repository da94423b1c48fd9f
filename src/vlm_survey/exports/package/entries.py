"""The entries of all papers in each export format, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from vlm_survey.exports.format import Format
from vlm_survey.exports.formats import FORMATS
from vlm_survey.survey import Survey

Write = Callable[[str], str]
"""A function that writes the entry of the paper with a key."""


class Entries(Mapping[str, Mapping[str, str]]):
    """The entry of each paper by key, for each format by id.

    Entries of formats in which each paper has a file of its own are needed again and again, and are kept. Of the others
    only those asked for last are kept, because all together take more memory than the records.
    """

    def __init__(self, survey: Survey, write_entries: Callable[[str, Write], Mapping[str, str]] | None = None) -> None:
        """Prepare the entries; `write_entries` gives those of all papers for a format and the function that writes one."""
        self._survey = survey
        self._made = write_entries or self._all
        self._kept: dict[str, Mapping[str, str]] = {}
        self._last: tuple[str, Mapping[str, str]] = ("", {})

    def __getitem__(self, form_id: str) -> Mapping[str, str]:
        form = first_with_entries_of(FORMATS[form_id])
        if form.each and form.id not in self._kept:
            self._kept[form.id] = self._of(form)
        if not form.each and form.id != self._last[0]:
            self._last = ("", {})
            self._last = (form.id, self._of(form))
        return self._kept[form.id] if form.each else self._last[1]

    def forget(self, form_id: str) -> None:
        """Drop the cached entries of a format; they are made again on request."""
        self._kept.pop(first_with_entries_of(FORMATS[form_id]).id, None)

    def __iter__(self) -> Iterator[str]:
        return iter(FORMATS)

    def __len__(self) -> int:
        return len(FORMATS)

    def _of(self, form: Format) -> Mapping[str, str]:
        by_key = self._survey.papers_by_key
        return self._made(form.id, lambda key: form.entry(self._survey, by_key[key]))

    def _all(self, _format: str, write: Write) -> Mapping[str, str]:
        return {paper.key: write(paper.key) for paper in self._survey.papers}


def first_with_entries_of(form: Format) -> Format:
    """Return the first format of the table that has the same entries as `form`; several formats can share them."""
    return next(other for other in FORMATS.values() if other.entry is form.entry)
