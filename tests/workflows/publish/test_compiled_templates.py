"""Compiled templates are kept for the next build, and used only for the text that they were compiled from."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from vlm_survey.render.templates import templates
from vlm_survey.workflows.publish import compiled_templates
from vlm_survey.workflows.publish.compiled_templates import CompiledTemplates


@pytest.fixture
def compiled(monkeypatch):
    """The names of the templates that were compiled."""
    names: list[str] = []
    compile_one = Environment.compile
    monkeypatch.setattr(
        Environment,
        "compile",
        lambda self, text, name, *more: names.append(name) or compile_one(self, text, name, *more),
    )
    return names


def render(folder, text):
    jinja = templates(DictLoader({"a.html": text}), CompiledTemplates(folder))
    return jinja.get_template("a.html").render(name="<Finch>")


def test_a_template_is_compiled_once_for_each_text(tmp_path, compiled):
    assert render(tmp_path, "One {{ name }}") == render(tmp_path, "One {{ name }}") == "One &lt;Finch&gt;"
    assert compiled == ["a.html"]
    assert render(tmp_path, "Two {{ name }}") == "Two &lt;Finch&gt;"
    assert compiled == ["a.html"] * 2


@pytest.mark.parametrize("damage", [lambda raw: raw[:-9], lambda raw: raw + b"7", lambda _: b""])
def test_a_damaged_file_is_not_used(tmp_path, compiled, damage):
    render(tmp_path, "One {{ name }}")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert render(tmp_path, "One {{ name }}") == "One &lt;Finch&gt;"
    assert compiled == ["a.html"] * 2


def test_what_another_program_compiled_is_not_used(tmp_path, compiled, monkeypatch):
    render(tmp_path, "One {{ name }}")
    monkeypatch.setattr(compiled_templates, "code_sum", lambda: "another")
    render(tmp_path, "One {{ name }}")
    assert compiled == ["a.html"] * 2
