"""Keep compiled templates in build/, so that the next build need not compile them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from vlm_survey.workflows.publish.cache_file import read_cache, write_cache
from vlm_survey.workflows.publish.inputs import code_sum

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """A file for each template; one that is damaged, or of another text, program or package, is not used."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in `folder`, which may be deleted at any time."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled template that `bucket` asks for, if it is there."""
        if raw := read_cache(self._folder / bucket.key, _made_of(bucket)):
            bucket.bytecode_from_string(raw)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the compiled template in `bucket`."""
        write_cache(self._folder / bucket.key, _made_of(bucket), bucket.bytecode_to_string())


def _made_of(bucket: Bucket) -> str:
    return f"template {bucket.checksum} {code_sum()}"
