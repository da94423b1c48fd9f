"""What the first page says of the field: sentences whose numbers are those of the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vlm_survey.analysis.state_of_field import Sentence, state_of_field
from vlm_survey.model import Curation, Paper
from vlm_survey.render.pages.home import home
from vlm_survey.survey import Survey


def sentences_as_text(sentences: Sequence[Sentence]) -> list[str]:
    return ["".join(part.words for part in sentence) for sentence in sentences]


def paper(number: int, year: int, *strategies: str) -> Paper:
    tags = {"task": ["segmentation"], **({"adaptation": list(strategies)} if strategies else {})}
    curation = Curation(status="tagged", basis="abstract")
    return Paper(
        key=f"paper{number}", title="A title", year=year, tags=tags, curation=curation, added=dt.date(2025, 3, 1)
    )


def years(**counts: int) -> list[int]:
    return [int(year[1:]) for year, count in counts.items() for _ in range(count)]


def test_growth_is_reported_of_the_last_whole_year_and_the_running_one(library):
    papers = [paper(n, year) for n, year in enumerate(years(y2023=2, y2024=3, y2025=1))]
    first, *_ = sentences_as_text(state_of_field(Survey(tuple(papers), library.taxonomy)))
    assert first == "3 papers appeared in 2024, 1.5 times as many as in 2023; 2025 has 1 so far."


def test_the_strategy_whose_share_rose_most_is_named_with_both_shares(library):
    then = [paper(n, 2022, "task-tuning") for n in range(40)]
    today = [paper(100 + n, 2025, "direct-use" if n < 30 else "task-tuning") for n in range(40)]
    told = sentences_as_text(state_of_field(Survey((*then, *today), library.taxonomy)))
    assert "Direct use grew most among adaptation strategy terms: 75% of the papers of 2025, 0% in 2022." in told


def test_few_papers_make_no_share_and_no_papers_no_sentence(library):
    some = state_of_field(Survey(tuple(paper(n, 2025, "direct-use") for n in range(5)), library.taxonomy))
    assert not any("grew most" in words for words in sentences_as_text(some))
    assert state_of_field(Survey((), library.taxonomy)) == []


def test_the_first_page_counts_what_it_is_made_of(library):
    found = home(library)
    counted = {one.words: one.count for one in found["numbers"]}
    assert counted["papers"] == len(library.papers)
    assert counted["tagged from the abstract"] + counted["tagged from the title only"] == len(library.papers)
    assert counted["confirmed by people"] == sum(bool(paper.confirmed) for paper in library.papers) == 2
    assert found["updated"] == max(paper.added for paper in library.papers)
