"""Links of list entries: their labels, their kind by label and host, and their field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vlm_survey.formats.awesome_list.rows import LINK, strip_markdown
from vlm_survey.proposals.fields import add_address
from vlm_survey.proposals.links import link_kind
from vlm_survey.proposals.proposal import Proposal

_LABELS = {
    "paper": "paper pdf arxiv link html abs doi url openreview acl publication article journal preprint ieee springer cvf"
    " pubmed biorxiv medrxiv nature elsevier neurips cvpr miccai manuscript paperlink homepage论文 论文",
    "code": "code github repo repository pytorch implementation star stars torch tensorflow jax gitlab codes 代码 git",
    "project": "project page website homepage demo web site blog projectpage",
    "data": "data dataset datasets download",
    "weights": "model models weights checkpoint checkpoints huggingface hf weight",
    "": "bib bibtex slides video poster supp supplementary youtube twitter talk tweet scholar citation cite note colab",
}
_KIND_OF = {word: kind for kind, label in _LABELS.items() for word in label.split()}
_NAME = r"[^\W\d_][\w'\u2019-]+"
_YEAR = r"[\s,.(]+(?:19|20)\d\d[a-z]?"
_CITATION = re.compile(
    rf"(?:[\w'\u2019.-]+\s){{0,2}}{_NAME},?\s+et\.?\s?al\b.{{0,20}}|{_NAME},?\s+(?:and|&)\s+(?:{_NAME}|others)(?:{_YEAR})?"
    rf"|{_NAME}{_YEAR}|\d{{1,4}}"
)
_FILLER = re.compile(
    "official|the|here|version|available|link|page|unofficial|our|on|in|ieee|and|xplore|v[12]|last|commit"
)
_URL = re.compile(r"(?<![\w(\[])https?://[^\s<>|()\[\]]+(?:\([^\s()]*\))?")


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link: its label, its address, its position."""

    label: str
    url: str
    start: int


def find_links(text: str) -> list[NamedLink]:
    """Return the links in `text` to other pages, plain addresses included, in order."""
    links = [NamedLink(strip_markdown(m[1]), m[2], m.start()) for m in LINK.finditer(text) if m[2].startswith("http")]
    text_without_links = LINK.sub(lambda m: " " * len(m[0]), text)
    links += [NamedLink("", m[0].rstrip(".,;*_"), m.start()) for m in _URL.finditer(text_without_links)]
    return sorted(links, key=lambda link: link.start)


def strip_links(text: str) -> str:
    """Return `text` as plain words, without addresses and without links whose label is only "paper", "code" and the like."""
    return strip_markdown(_URL.sub("", LINK.sub(lambda m: "" if not is_title(m[1]) else m[1], text)))


def kind_of(label: str) -> str | None:
    """Return the kind of a link by its label (paper, code, ..., "" for kinds that records do not have), None for a title."""
    label_words = [
        word
        for word in re.findall(r"[a-z]+\d?|[\u3400-\u9fff]+", strip_markdown(label).lower())
        if not _FILLER.fullmatch(word)
    ]
    if not label_words:
        return "paper"
    kinds = [_KIND_OF[word] for word in label_words if word in _KIND_OF]
    if len(label_words) > 3 or len(kinds) < len(label_words):
        return None
    return next((kind for kind in kinds if kind in ("code", "project", "data", "weights")), kinds[0])


def is_citation(label: str) -> bool:
    """Return whether a label is a citation and not a title: "Li et al.", "Li and Wang (2023)", "[12]", "Li, 2023"."""
    return bool(_CITATION.fullmatch(strip_markdown(label).strip(" .,;:()[]")))


def is_title(label: str) -> bool:
    """Return whether a label may be a title: it is neither a kind of link nor a citation."""
    return kind_of(label) is None and not is_citation(label)


def place_link(proposal: Proposal, link: NamedLink, kind: str | None = None) -> None:
    """Add a link to the field given by its label and host; a repository is always code, and a title links a paper."""
    kind_of_label = kind_of(link.label) if kind is None or kind_of(link.label) is not None else kind
    kind_of_host = link_kind(link.url)
    if kind_of_label == "" or (kind_of_label == "paper" and "paper" in proposal.links):
        return
    if kind_of_label == "code" and kind_of_host != "code":
        add_address(proposal, link.url, "project" if kind_of_host == "paper" else kind_of_host)
    elif kind_of_label in (None, "paper") or kind_of_host == "code":
        add_address(proposal, link.url)
    else:
        add_address(proposal, link.url, kind_of_label)
