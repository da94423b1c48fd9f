"""Query Hugging Face for models that name a paper by its arXiv identifier (https://huggingface.co/docs/hub/api)."""

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
"""The maximum number of models read for one paper."""
_NAME = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A published model, named "owner/name"."""

    name: str

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"{SERVICE.base}/{self.name}"


def fetch_models(web: Web, arxiv: ArxivId) -> list[PublishedModel]:
    """Ask for the public models that name the paper, sorted by name. Raises ServiceError."""
    return web.ask(SERVICE, Query("/api/models", (("filter", f"arxiv:{arxiv}"), ("limit", str(MOST)))), read)


def read(raw: bytes) -> list[PublishedModel]:
    """Parse the models in a reply; the list may be empty. Raises BadReply."""
    reply: Any = read_json(raw)
    if not isinstance(reply, list):
        error_text = text(mapping(reply).get("error")) or "no list of models in the reply"
        raise BadReply(error_text[:200], repair="Try again later")
    names = (
        text(entry.get("id")) or text(entry.get("modelId"))
        for entry in objects(reply)[:MOST]
        if entry.get("private") is not True
    )
    return [PublishedModel(name) for name in sorted({name for name in names if name and _NAME.fullmatch(name)})]
