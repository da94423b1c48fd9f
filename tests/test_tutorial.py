"""The tutorial on the website runs as it is printed, on this repository's own data."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from vlm_survey.exports import FORMATS, Entries
from vlm_survey.exports.package.database import database

TUTORIAL = (Path(__file__).parents[1] / "docs" / "about" / "python.md").read_text(encoding="utf-8")
README = (Path(__file__).parents[1] / "src" / "README.md").read_text(encoding="utf-8")


def blocks(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_tutorial_and_the_readme_of_the_package_run(repository, tmp_path, monkeypatch, capsys):
    for name in ("json", "csv"):
        (tmp_path / f"papers.{name}").write_text(FORMATS[name].write(repository, repository.papers), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    for number, block in enumerate(blocks(TUTORIAL, "python")):
        exec(compile(block, f"block {number + 1} of python.md", "exec"), names)  # noqa: S102
    assert f"{len(repository.papers)} papers, newest record of {repository.snapshot}" in capsys.readouterr().out
    assert len(names["segmentation"].papers) > 5
    assert names["by_task"].iloc[0] > 100
    assert (
        names["table"].loc["segmentation", "ct"] == repository.core.crosstab("task", "modality")["segmentation"]["ct"]
    )
    assert set(names["tasks"].index) <= set(repository.taxonomy.axes["task"].terms)
    exec(compile(blocks(README, "python")[0], "README of the package", "exec"), {})  # noqa: S102


def test_the_query_of_the_tutorial_counts_what_the_survey_counts(repository, tmp_path):
    path = tmp_path / "vlm-survey.sqlite"
    path.write_bytes(database(repository, Entries(repository)["json"]))
    with closing(sqlite3.connect(path)) as base, base:
        found = base.execute(blocks(TUTORIAL, "sql")[0]).fetchall()
    assert sum(count for _year, count in found) == len(repository.tagged("task", "segmentation"))
