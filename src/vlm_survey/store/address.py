"""Read the addresses of website and repository from mkdocs.yml, their only source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vlm_survey.errors import InvalidFile, LibraryError
from vlm_survey.model.web.hosts import is_reserved
from vlm_survey.store.files import read_text
from vlm_survey.store.yaml_reader import LIBRARY, read_yaml


@dataclass(frozen=True, slots=True)
class Address:
    """The addresses of the website (with a closing slash) and of its repository (without)."""

    site: str
    repository: str

    @property
    def placeholders(self) -> dict[str, str]:
        """The settings of mkdocs.yml that still have an invented example address, each with that address."""
        settings = {"site_url": self.site, "extra.repository": self.repository}
        return {name: value for name, value in settings.items() if is_reserved(value)}


def read_address(root: Path) -> Address:
    """Return the addresses in mkdocs.yml at `root`. Raises LibraryError."""
    try:
        data = read_yaml(read_text(root / "mkdocs.yml", LIBRARY.size), LIBRARY).data
        return Address(data["site_url"].rstrip("/") + "/", data["extra"]["repository"].rstrip("/"))
    except (OSError, InvalidFile, KeyError, TypeError) as error:
        repair = "Write site_url and extra.repository"
        raise LibraryError(f"no addresses ({error})", repair=repair, where="mkdocs.yml") from error
