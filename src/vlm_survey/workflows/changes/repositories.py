"""Detect changes of code repositories (moved, archived, empty, gone) and new weights of models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vlm_survey.model import Paper, fold
from vlm_survey.model.harvest.found_changes import FoundChange
from vlm_survey.services.github import Repository, repository_name
from vlm_survey.services.huggingface import PublishedModel


def repository_changes(paper: Paper, repository: Repository | None, today: dt.date) -> tuple[FoundChange, ...]:
    """Return the changes of the repository of `paper`; `repository` is None if it no longer exists."""
    link = paper.links.code
    name = repository_name(link) if link else None
    if link is None or name is None:
        return ()
    if repository is None:
        return (_change(paper, "gone", None, today, {}),)
    changes = []
    if repository.name.lower() != name.lower():
        new = f"https://github.com/{repository.name}"
        note = {"key": paper.key, "code": new, "facts_source": "GitHub"}
        changes.append(_change(paper, "moved", new, today, note))
    if repository.archived:
        changes.append(_change(paper, "archived", "archived by its owner", today, {}))
    if repository.empty:
        changes.append(_change(paper, "empty", "its size is 0 kB", today, {}))
    return tuple(changes)


def weight_changes(paper: Paper, models: Sequence[PublishedModel], today: dt.date) -> tuple[FoundChange, ...]:
    """Return the models that name `paper` and seem to be its own: by model name, or by the owner of its code.

    Other models only build on it. The first match is proposed, the others are listed.
    """
    own_models = [model for model in models if _is_own(paper, model)]
    if paper.links.weights or not own_models:
        return ()
    more = f" and {len(own_models) - 1} more" if len(own_models) > 1 else ""
    note = {"key": paper.key, "weights": own_models[0].url, "facts_source": "Hugging Face"}
    return (
        FoundChange(
            key=paper.key,
            kind="weights",
            proposed=f"{own_models[0].url}{more}",
            source=f"Hugging Face {own_models[0].url}",
            date=today,
            note=note,
        ),
    )


def _is_own(paper: Paper, model: PublishedModel) -> bool:
    owner, name = (fold(part).replace(" ", "") for part in model.name.split("/"))
    called = fold(paper.model or "").replace(" ", "")
    if len(called) > 2 and called in name:
        return True
    code = repository_name(paper.links.code) if paper.links.code else None
    return bool(code) and fold((code or "").split("/")[0]).replace(" ", "") == owner


def _change(paper: Paper, kind: str, proposed: str | None, today: dt.date, note: dict[str, str]) -> FoundChange:
    fields = {
        "key": paper.key,
        "kind": kind,
        "now": paper.links.code,
        "proposed": proposed,
        "date": today,
        "note": note,
    }
    return FoundChange.model_validate({**fields, "source": f"GitHub {paper.links.code}"})
