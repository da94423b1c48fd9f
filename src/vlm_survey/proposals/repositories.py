"""Find code repositories in prose, such as abstracts: "Code is available at https://github.com/owner/name."."""

from __future__ import annotations

import re

_REPOSITORY = re.compile(
    r"(?i)https?://(?:www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/([\w.-]{1,100})/([\w.-]{1,100})"
)
_OURS = re.compile(r"(?i)\b(codes?|implementations?|repository|source|released?|available|publicly|project|models?)\b")


def find_repository(text: str) -> str | None:
    """Return the repository that `text` announces as its own, None if it has none, several, or another group's tool."""
    text = text[:20_000]
    links = {}
    for match in _REPOSITORY.finditer(text):
        host, owner, name = (part.rstrip(".") for part in match.groups())
        name = name.removesuffix(".git")
        if name and _OURS.search(
            text[max(0, match.start() - 160) : match.start()] + text[match.end() : match.end() + 40]
        ):
            links[host.lower(), owner.lower(), name.lower()] = f"https://{host.lower()}/{owner}/{name}"
    return next(iter(links.values())) if len(links) == 1 else None
