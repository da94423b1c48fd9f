"""Query GitHub for the state of a code repository (https://docs.github.com/rest/repos/repos#get-a-repository)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vlm_survey.errors import BadReply
from vlm_survey.model import Link
from vlm_survey.proposals.coerce import mapping, text
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_json
from vlm_survey.services.http.service import Key, Query, Service

SERVICE = Service(
    "GitHub",
    "github",
    "https://api.github.com",
    "json",
    pause=0.8,
    budget="X-RateLimit-Remaining",  # 60 requests an hour without a key
    key=Key("VLM_SURVEY_GITHUB_KEY", "header", "Authorization", prefix="Bearer "),
    days=1.0,
)
_NAME = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")


@dataclass(frozen=True, slots=True)
class Repository:
    """The current state of a repository: its owner and name, and whether it is archived or empty."""

    name: str
    archived: bool
    empty: bool


def repository_name(link: Link) -> str | None:
    """Return "owner/name" of the repository that a link leads to, None for any other link."""
    if link.host.lower() != "github.com":
        return None
    path = re.sub(r"^https?://[^/]*/", "", link.partition("#")[0].partition("?")[0])
    parts = [part for part in path.split("/") if part][:2]
    name = "/".join(parts).removesuffix(".git")
    return name if len(parts) == 2 and _NAME.fullmatch(name) else None


def fetch_repository(web: Web, name: str) -> Repository:
    """Ask GitHub for the repository "owner/name". Redirects of moved repositories are followed.

    Raises NotFound if the repository does not exist or is not public, else ServiceError.
    """
    return web.ask(SERVICE, Query(f"/repos/{name}"), read)


def read(raw: bytes) -> Repository:
    """Parse the repository in a reply. Raises BadReply."""
    reply = mapping(read_json(raw))
    name, size, archived = text(reply.get("full_name")), reply.get("size"), reply.get("archived")
    if not name or not _NAME.fullmatch(name):
        raise BadReply("no repository in the reply", repair="Try again later")
    if not isinstance(size, int) or isinstance(size, bool) or not isinstance(archived, bool):
        raise BadReply(f"no size or state of {name}", repair="Try again later")
    return Repository(name, archived, size == 0)
