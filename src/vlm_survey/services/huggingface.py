"""Hugging Face: models whose pages name a paper by its arXiv identifier (https://huggingface.co/docs/hub/api)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from vlm_survey.errors import BadReply
from vlm_survey.model import ArxivId
from vlm_survey.proposals.coerce import mapping, objects, text
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Key, Query, Service

SERVICE = Service(
    "Hugging Face",
    "huggingface",
    "https://huggingface.co",
    "json",
    pause=0.6,
    key=Key("VLM_SURVEY_HUGGINGFACE_KEY", "header", "Authorization", prefix="Bearer "),
)
MOST = 50
"""How many models of one paper are read."""
_NAME = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A model that somebody has put there: "owner/name"."""

    name: str

    @property
    def url(self) -> str:
        """Its page."""
        return f"{SERVICE.base}/{self.name}"


def fetch_models(web: Web, arxiv: ArxivId) -> list[PublishedModel]:
    """The public models that name the paper, by name. Raises ServiceError."""
    return web.ask(SERVICE, Query("/api/models", (("filter", f"arxiv:{arxiv}"), ("limit", str(MOST)))), read)


def read(raw: bytes) -> list[PublishedModel]:
    """The models of a reply, none where there are none. Raises BadReply."""
    reply: Any = read_json(raw)
    if not isinstance(reply, list):
        said = text(mapping(reply).get("error")) or "no list of models in the reply"
        raise BadReply(said[:200], repair="Try again later")
    names = (
        text(one.get("id")) or text(one.get("modelId"))
        for one in objects(reply)[:MOST]
        if one.get("private") is not True
    )
    return [PublishedModel(name) for name in sorted({name for name in names if name and _NAME.fullmatch(name)})]
