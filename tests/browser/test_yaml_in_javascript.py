"""A reader of YAML in JavaScript finds in every file of this repository what PyYAML finds."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from tests.yaml_files import ROOT, yaml_files

READER = Path(__file__).parent / "vendor" / "js-yaml.min.js"
AT_ONCE = 500
READ = """texts => texts.map(text => {
    try { return JSON.stringify(jsyaml.load(text, {schema: jsyaml.FAILSAFE_SCHEMA})); }
    catch (error) { return JSON.stringify({error: String(error)}); }
})"""


def test_javascript_reads_every_file_as_python_does(page):
    page.add_script_tag(path=READER)
    files = yaml_files()
    for start in range(0, len(files), AT_ONCE):
        some = files[start : start + AT_ONCE]
        texts = [path.read_text(encoding="utf-8") for path in some]
        for path, text, found in zip(some, texts, page.evaluate(READ, texts), strict=True):
            expected = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
            assert json.loads(found) == expected, path.relative_to(ROOT)
