"""An invented graph of citations for the invented library."""

from __future__ import annotations

from dataclasses import replace

from vlm_survey.model.harvest.citation_graph import Citations

GRAPH = Citations.model_validate(
    {
        "papers": {
            "lark2024survey": {
                "asked": "2026-03-02",
                "works": [{"id": "W5", "cited_by": 7, "references": ["W1", "W2", "W3", "W90", "W91"]}],
            },
            # By the key that the record had once; the preprint and the published version are two works.
            "lindqvist2023owl": {
                "asked": "2026-03-01",
                "works": [
                    {"id": "W1", "cited_by": 40, "references": ["W3", "W90"]},
                    {"id": "W11", "cited_by": 12, "references": ["W1", "W90"]},
                ],
            },
            "pipit2023left": {
                "asked": "2026-03-02",
                "works": [{"id": "W2", "cited_by": 1, "references": ["W11", "W90"]}],
            },
            "finch2022seed": {"asked": "2026-03-02", "works": [{"id": "W3", "cited_by": 0}]},
            "qoppa2020mirror": {"asked": "2026-03-02"},
            "somebody2020elsewhere": {"asked": "2026-03-02", "works": [{"id": "W80", "references": ["W1"]}]},
        },
        "works": {"W90": {"title": "Feathers as Tokens", "year": 2019, "doi": "10.5555/nest.2019.3"}},
    }
)


def cited(library):
    """The invented library with the invented graph."""
    return replace(library, harvested=GRAPH)
