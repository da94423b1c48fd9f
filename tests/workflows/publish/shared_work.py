"""What every build of these tests would do anew, done once for each different input, whichever build asks.

Templates are compiled, rendered pages are read, MkDocs is run, and pandoc formats references.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import BytecodeCache

from vlm_survey.citations import formatting
from vlm_survey.render.data import page_index
from vlm_survey.workflows.publish import build as build_module
from vlm_survey.workflows.publish import mkdocs
from vlm_survey.workflows.publish.inputs import folder_sum

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

RUN, TEMPLATES = mkdocs._run, build_module.templates
FORMAT = formatting.format_references
read_page = cache(page_index._read_page)


class Compiled(BytecodeCache):
    """Compiled templates by their source, in whichever folder they lie."""

    def __init__(self) -> None:
        self.known: dict[str, object] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - in any folder
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[f"{bucket.key} {bucket.checksum}"] = bucket.code


@contextmanager
def work_shared() -> Iterator[None]:
    """Let builds take what an earlier one of these tests has compiled, read or got from MkDocs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs, "_run", run_once)
        patch.setattr(formatting, "format_references", format_once)
        patch.setattr(build_module, "templates", templates)
        patch.setattr(page_index, "_read_page", read_page)
        yield


def run_once(source: Path, out: Path) -> dict[str, bytes]:
    given = folder_sum(source)
    if given not in runs:
        runs[given] = RUN(source, out)
    return runs[given]


def format_once(items, style):
    given = json.dumps([items, style.id])
    if given not in references:
        references[given] = FORMAT(items, style)
    return references[given]


def templates(loader, _compiled=None):
    jinja = TEMPLATES(loader)
    jinja.bytecode_cache = compiled
    return jinja


runs: dict[str | None, dict[str, bytes]] = {}
references: dict[str, dict[str, str]] = {}
compiled = Compiled()
