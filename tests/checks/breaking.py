"""A record without any finding, and for each rule a way to break it. Tests put the broken record into the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vlm_survey.model import Paper
from vlm_survey.store import record_text

if TYPE_CHECKING:
    from pathlib import Path

PATH = "papers/2024/siskin2024bough.yaml"
CHAPTER = "docs/survey/birds-that-read.md"
SUMMARY = (
    "Matches sentences of invented ultrasound reports with the places that they speak of, and outlines these places in "
    "pictures from two invented clinics."
)
SOUND: dict[str, Any] = {
    "key": "siskin2024bough",
    "title": "Bough: Outlining What a Sentence Speaks Of",
    "authors": ["Siskin, Ulf", "Serin, Ida"],
    "year": 2024,
    "venue": "BIRDS",
    "ids": {"arxiv": "2401.90001", "doi": "10.5555/birds.2024.1"},
    "links": {"code": "https://github.com/example/bough"},
    "summary": SUMMARY,
    "tags": {
        "contribution": ["method"],
        "domain": ["medical"],
        "task": ["segmentation"],
        "learning": ["contrastive"],
        "adaptation": ["cross-modal-fusion"],
        "modality": ["ultrasound"],
    },
    "listed": [{"list": "wren-list"}],
    "curation": {"status": "tagged", "basis": "abstract", "read": "https://example.org/bough"},
    "added": "2026-04-04",
}


@dataclass(frozen=True)
class Broken:
    """Fields to change (None removes one), a piece of the line that the finding must name, what else may be said."""

    fields: dict[str, Any]
    line: str
    also: set[str] = field(default_factory=set)
    path: str = PATH
    text: tuple[str, str] = ("", "")
    """A piece of the file's text and what to put in its place, for what no valid record can say."""


def tags(**changed: list[str] | None) -> dict[str, Any]:
    merged = {**SOUND["tags"], **changed}
    return {"tags": {axis: terms for axis, terms in merged.items() if terms}}


def links(**changed: str) -> dict[str, Any]:
    return {"links": {**SOUND["links"], **changed}}


def curation(**changed: str | None) -> dict[str, Any]:
    merged = {**SOUND["curation"], **changed}
    return {"curation": {name: value for name, value in merged.items() if value}}


STAMP = "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9990001"
IMPORTED = curation(status="imported", basis="list", read=None)

BROKEN: dict[str, Broken] = {
    "C001": Broken({"summary": None}, "curation:"),
    "C002": Broken(curation(read=None), "curation:"),
    "C003": Broken({"year": None}, "title:"),
    "C004": Broken({"venue": None}, "title:"),
    "C005": Broken({"authors": []}, "authors:"),
    "C006": Broken({"ids": {}}, "title:"),
    "C007": Broken(curation(status="reviewed"), "curation:", also={"C010"}),
    "C008": Broken({**curation(basis="list"), "summary": None}, "curation:"),
    "C009": Broken(curation(basis="title", read=None), "summary:"),
    "C010": Broken(curation(status="reviewed", by="person"), "curation:"),
    "C011": Broken(
        {
            "curation": {
                **SOUND["curation"],
                "status": "reviewed",
                "by": "person",
                "confirmed": [{"by": "Bough, Ida", "role": "reader", "date": "2020-01-01"}],
            }
        },
        "confirmed:",
    ),
    "D001": Broken({"ids": {"arxiv": "2405.99902", "doi": "10.5555/birds.2024.1"}}, "ids:"),
    "D002": Broken({**links(paper="https://www.example.org/marmot/atlas.pdf/"), "ids": {}}, "links:"),
    "D003": Broken({"title": "Whisker: Outlining Livers by Asking  Politely!"}, "title:"),
    "D004": Broken({"title": "OwlNet: Seeing Chests in the Dark"}, "title:"),
    "D005": Broken({"former_keys": ["lindqvist2023owl"]}, "former_keys:"),
    "F001": Broken({}, "year:", text=("year: 2024", "year: '2024'")),
    "F002": Broken({}, "venue:", text=("venue: BIRDS", "venue: BIRDS  # or NEST")),
    "F010": Broken({"title": "Bough <script>alert(1)</script>"}, "title:", also={"F011"}),
    "F011": Broken({"title": "Bough &amp; Twig"}, "title:"),
    "F012": Broken({"authors": ["Siskin, Ulf", "Patr´ıcio, Ida"]}, "authors:"),
    "I001": Broken({"year": 2022}, "year:", also={"K003"}),
    "F020": Broken({"title": "Bough$^2$: Outlining What a Sentence Speaks Of"}, "title:"),
    "F021": Broken({"title": "Bough"}, "title:"),
    "F022": Broken({"title": "BOUGH: OUTLINING WHAT A SENTENCE SPEAKS OF"}, "title:"),
    "I002": Broken({"ids": {"arxiv": "2001.90001"}}, "year:"),
    "I003": Broken({"venue": "arXiv", "ids": {"arxiv": "2201.90001"}}, "year:"),
    "I004": Broken({"year": 2042, "ids": {"doi": "10.5555/birds.2024.1"}}, "year:", also={"K003"}),
    "I006": Broken({"added": "2999-12-31"}, "added:"),
    "I007": Broken({"changes": [{"date": "2020-01-01", "what": "corrected"}]}, "changes:"),
    "I020": Broken({"pages": "99-1"}, "pages:"),
    "R020": Broken({"sources": {"venu": "arXiv"}}, "sources:"),
    "I005": Broken({"ids": {"arxiv": "2605.90001"}, "year": 2026}, "ids:", also={"K003"}),
    "I010": Broken({"venue": "AviaMed"}, "ids:"),
    "I011": Broken({"ids": {"doi": "10.48550/arXiv.2401.90001"}}, "ids:"),
    "I012": Broken(links(paper="https://arxiv.org/pdf/2401.90001v2"), "links:"),
    "I013": Broken(links(paper="https://pubmed.ncbi.nlm.nih.gov/999000777/"), "links:"),
    "K001": Broken({"authors": ["Crossbill, Ines"]}, "title:"),
    "K002": Broken({}, "title:", path="papers/siskin2024bough.yaml"),
    "K003": Broken({}, "year:", path="papers/2023/siskin2024bough.yaml"),
    "L001": Broken(links(project="http://example.org/bough"), "links:"),
    "L002": Broken(links(project="https://example.org/bough?X-Amz-Signature=aa&X-Amz-Expires=900"), "project:"),
    "L003": Broken(links(project="https://example.org/bough?utm_source=letter&page=2"), "links:"),
    "L004": Broken(links(paper=STAMP), "paper:"),
    "L005": Broken(links(code="https://github.com/example"), "links:"),
    "L006": Broken(links(code="https://github.com/fxsjy/jieba.git"), "links:"),
    "L007": Broken(links(project="https://bit.ly/bough"), "links:"),
    "L008": Broken(links(project="https://192.168.0.7/bough"), "links:"),
    "L009": Broken(links(project="https://github.com/example/bough/"), "links:"),
    "L010": Broken(curation(read="http://web3.arxiv.org/abs/2401.90001"), "read:"),
    "L020": Broken(links(weights="https://github.com/example/bough-weights"), "weights:"),
    "L021": Broken({**links(paper="https://example.org/2024/papers/"), "ids": {}}, "paper:"),
    "L022": Broken({"links": {"project": "https://github.com/example/bough"}}, "links:"),
    "L024": Broken({**links(paper="https://www.arxivlens.com/PaperView/Details/1"), "ids": {}}, "paper:"),
    "N002": Broken({"authors": ["Siskin, Ulf", "et al."]}, "authors:"),
    "N003": Broken({"authors": ["Siskin, Ulf", "Waal, Ada van der"]}, "authors:"),
    "N004": Broken({"authors": ["Siskin, U.", "Serin, I. B."]}, "authors:"),
    "N005": Broken({"authors": ["Siskin, Ulf", "SERIN, Ida"]}, "authors:"),
    "N006": Broken({"authors": ["Siskin, Ulf", "Serin, Ida and Bo Lark"]}, "authors:"),
    "N007": Broken({"authors": ["Siskin, Ulf", "Serin-Lark, Ida", "Serinlark, Ida"]}, "authors:"),
    "N001": Broken({"authors": ["Ulf Siskin"]}, "authors:", also={"K001"}),
    "P001": Broken({}, "The first", path=CHAPTER, text=("@lindqvist2023owlnet]", "@lindqvist2023owl-net]")),
    "P002": Broken({}, "{{matrics", path=CHAPTER, text=("{{matrix", "{{matrics")),
    "P003": Broken({}, "# Not the title", path=CHAPTER, text=("## Not", "# Not")),
    "Q001": Broken({}, "The first", path=CHAPTER, text=("@lindqvist2023owlnet]", "@hedgehog2024quills]")),
    "P004": Broken({}, "# Reading", path="reading-paths.yaml", text=("lark2024survey", "lark2024surveys")),
    "P005": Broken({}, "# How", path="metrics.yaml", text=("lark2024survey", "lark2024surveys")),
    "P006": Broken({}, "# Where", path="searches.yaml", text=("kept: 11", "kept: 21")),
    "R001": Broken({"listed": [{"list": "wren-lits"}]}, "listed:"),
    "R002": Broken({}, "# Rows", path="exclusions.yaml", text=("list: wren-list", "list: wren-lits")),
    "S001": Broken({}, "year:", text=("year: 2024", "year: soon")),
    "T001": Broken(tags(tsak=["vqa"]), "tsak:"),
    "T002": Broken(tags(task=["segmentaton"]), "task:"),
    "T003": Broken(tags(task=["classification", "diagnosis"]), "task:"),
    "T004": Broken(tags(domain=["general", "medical"]), "domain:"),
    "T005": Broken(tags(contribution=None), "domain:"),
    "T006": Broken({**IMPORTED, **tags(domain=None), "summary": None}, "contribution:"),
    "T007": Broken(tags(task=["vqa", "segmentation"]), "task:"),
    "T101": Broken(tags(contribution=["survey"]), "adaptation:"),
    "T102": Broken(tags(learning=["instruction-tuning"], adaptation=["direct-use"]), "adaptation:"),
    "T103": Broken({"title": "Bough: Sentences on MIMIC-CXR"}, "modality:"),
    "T104": Broken(tags(learning=None, adaptation=None), "tags:"),
    "T105": Broken(tags(task=None), "contribution:"),
    "V001": Broken({"venue": "BIRD"}, "venue:", also={"I010"}),
    "V003": Broken({"venue": "arXiv", "ids": {"arxiv": "2401.90001", "acl": "2024.birds-long.1"}}, "venue:"),
    "V002": Broken({"venue": "birds conference"}, "venue:"),
    "W001": Broken({"summary": "Outlines what a sentence speaks of."}, "summary:"),
    "W002": Broken({"summary": SUMMARY.replace("Matches", "Outperforms others and matches")}, "summary:"),
    "W003": Broken({"summary": SUMMARY.replace("Matches", "This paper matches")}, "summary:"),
}
"""For each rule that one record can break: how."""


def put(root: Path, path: str = PATH, text: str | None = None, **fields: Any) -> Path:
    """Write the sound record with `fields` changed, or `text`, into the library at `root`; its path."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sound(**fields) if text is None else text, encoding="utf-8")
    return target


def sound(**fields: Any) -> str:
    """The canonical text of the sound record with `fields` changed."""
    merged = {name: value for name, value in {**SOUND, **fields}.items() if value is not None}
    return record_text(Paper.model_validate(merged))


def break_library(root: Path, broken: Broken) -> Path:
    """Break the library at `root` so; the file that the finding should name."""
    if not broken.path.startswith("papers/"):
        file = root / broken.path
        file.write_text(file.read_text(encoding="utf-8").replace(*broken.text), encoding="utf-8")
        return file
    return put(root, broken.path, sound(**broken.fields).replace(*broken.text))
