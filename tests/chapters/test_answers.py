"""Directives and their answers: values counted from the survey, and refusals that say what to do."""

from __future__ import annotations

import pytest

from vlm_survey.chapters.answers import Cross, Listed, Table, Trend, Words, answer
from vlm_survey.chapters.figures import Figure
from vlm_survey.chapters.marks import find_marks
from vlm_survey.errors import NoAnswer, SurveyError


def ask(library, text):
    (directive,) = find_marks(text)
    return answer(library, directive)


def test_numbers_are_counted_and_lead_to_what_they_count(library):
    medical = [paper for paper in library.papers if "medical" in paper.terms("domain") and not paper.scope]
    assert ask(library, "{{count domain=medical}}") == Words(f"{len(medical)}", "?domain=medical")
    assert ask(library, "{{count papers where domain=medical}}") == Words(f"{len(medical)}", "?domain=medical")
    assert ask(library, "{{count}}").text == str(sum(1 for paper in library.papers if not paper.scope))
    assert ask(library, "{{papers key=lark2024survey}}") == Words("1 paper")
    share = ask(library, "{{share year=2024; of domain=medical}}")
    assert share.text == f"{100 * sum(paper.year == 2024 for paper in medical) / len(medical):.0f} %"
    years = sorted(paper.year for paper in medical if paper.year)
    assert ask(library, "{{years domain=medical}}").text == f"{years[0]} to {years[-1]}"
    assert ask(library, "{{years year=2024}}").text == "2024"


def test_a_term_and_a_question_can_be_linked(library):
    assert ask(library, "{{term task=vqa}}") == Words("visual question answering", page="task/vqa/")
    assert ask(library, "{{term task=vqa; words asking}}").text == "asking"
    assert ask(library, "{{explore task=vqa; words those}}") == Words("those", "?task=vqa")


def test_a_table_has_the_columns_order_and_limit_asked_for(library):
    table = ask(library, "{{table where domain=medical; columns title, year, task, code; sort oldest; limit 3}}")
    assert isinstance(table, Table)
    assert table.heads == ("Title", "Year", "Task", "Code")
    years = [int(row[1].text) for row in table.rows if row[1].text]
    assert years == sorted(years)
    assert len(table.rows) == 3
    assert table.total == len(
        [paper for paper in library.papers if "medical" in paper.terms("domain") and not paper.scope]
    )
    owl = ask(library, "{{table key=lindqvist2023owlnet; columns title, authors, task}}")
    assert [cell.text for cell in owl.rows[0]] == [
        library.by_key["lindqvist2023owlnet"].title,
        "Lindqvist et al.",
        ", ".join(
            library.taxonomy.term("task", t).label.en for t in library.by_key["lindqvist2023owlnet"].terms("task")
        ),
    ]
    assert owl.rows[0][0].record == "lindqvist2023owlnet"


def test_other_kinds_are_asked_about_by_the_name_of_their_folder(library):
    assert ask(library, "{{count datasets where task=vqa}}").text == "1"
    assert ask(library, "{{papers models}}").text == "2 models"
    sets = ask(library, "{{table datasets; columns name, sizes, modality, access, paper; sort name}}")
    night = library.by_key["lindqvist2023owlnet"].title
    assert [cell.text for cell in sets.rows[1]] == [
        "Nocturne-9k",
        "9012 image-report pairs, 8900 image-report pairs, 0 patients by name",
        "Chest X-ray",
        "credentialed",
        night,
    ]
    models = ask(library, "{{table models where key=owlnet}}")
    assert models.heads == ("Name", "Year", "Parameters", "Weights")
    assert [cell.text for cell in models.rows[0]] == ["OwlNet", "2023", "86M, 0.3B", "open CC-BY-NC-4.0"]


@pytest.mark.parametrize("order", ["newest", "oldest", "title", "lists", "venue", "task"])
def test_every_order_is_complete_and_the_same_each_time(library, order):
    once = ask(library, f"{{{{list; sort {order}; limit 100}}}}")
    assert isinstance(once, Listed)
    assert {record.key for record in once.records} == {paper.key for paper in library.papers if not paper.scope}
    assert ask(library, f"{{{{list; sort {order}; limit 100}}}}") == once


def test_a_trend_has_the_terms_that_papers_carry(library):
    trend = ask(library, "{{trend task where domain=medical}}")
    assert isinstance(trend, Trend)
    assert trend.series
    for term, papers in trend.series:
        assert papers
        assert all(term.id in library.implied(paper, "task") and paper in trend.papers for paper in papers)
    narrower = ask(library, "{{trend task=classification}}")
    assert {term.parent for term, _papers in narrower.series} == {"classification"}


def test_a_matrix_names_two_axes_and_the_papers_that_count(library):
    cross = ask(library, "{{matrix task by domain where year>=2023}}")
    assert isinstance(cross, Cross)
    assert (cross.down.id, cross.across.id) == ("task", "domain")
    assert {paper.year for paper in cross.papers} <= set(range(2023, 2100))


def test_figures_are_asked_for_by_name(library):
    assert ask(library, "{{figure taxonomy task; caption The tasks}}") == Figure("taxonomy", "task", "The tasks")
    assert ask(library, "{{figure learning=contrastive}}") == Figure("learning=contrastive")


@pytest.mark.parametrize(
    "asks",
    [
        "count task=vqa & year=1999",
        "count datasets where year=1999",
        "papers year=1999",
        "share year=1999",
        "share task=vqa; of year=1999",
        "years key=a-lost-page-about-gulls",
        "explore year=1999; words those",
        "table where year=1999; columns title",
        "list where year=1999",
        "trend task where year=1999",
        "trend learning where key=a-lost-page-about-gulls",
        "matrix task by domain where year=1999",
    ],
)
def test_an_empty_answer_has_the_words_that_the_author_gives_for_it(library, asks):
    with pytest.raises(NoAnswer) as refused:
        ask(library, f"{{{{{asks}}}}}")
    assert "empty WORDS" in refused.value.repair
    assert ask(library, f"{{{{{asks}; empty none so far}}}}") == Words("none so far")


def test_words_for_an_empty_answer_change_no_other_answer(library):
    assert ask(library, "{{count task=vqa; empty none}}") == ask(library, "{{count task=vqa}}")
    assert ask(library, "{{table; empty none}}") == ask(library, "{{table}}")
    for text in ("{{count task=birdsong; empty none}}", "{{cuont task=vqa; empty none}}", "{{count task=vqa; empty}}"):
        with pytest.raises(SurveyError):
            ask(library, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{cuont task=vqa}}", "no directive is called 'cuont'.*count"),
        ("{{count task=vqa; sort year}}", "'sort' is not an option of count"),
        ("{{count domain=medical & year=1999}}", "no papers match"),
        ("{{list where year=1999}}", "no papers match"),
        ("{{share year=1999}}", "no paper matches"),
        ("{{years key=a-lost-page-about-gulls}}", "has a year"),
        ("{{explore venue=BIRDS}}", "the explorer has no filter for"),
        ("{{table; columns colour}}", "no column is called 'colour'.*title"),
        ("{{table; sort colour}}", "cannot sort by 'colour'"),
        ("{{table; limit many}}", "limit 'many'"),
        ("{{table; limit 0}}", "limit '0'"),
        ("{{table; limit}}", "without a value"),
        ("{{table; limit 2; limit 3}}", "twice"),
        ("We have {{table}} here", "within a paragraph"),
        ("{{trend task=vqa}}", "has no narrower terms"),
        ("{{trend feather}}", "no axis is called 'feather'"),
        ("{{matrix task}}", "does not name two axes"),
        ("{{matrix task by feather}}", "no axis is called 'feather'"),
        ("{{figure birdsong}}", "no figure is called 'birdsong'"),
        ("{{figure timeline task}}", "takes no further words"),
        ("{{term task=birdsong}}", "birdsong"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_way_out(library, text, words):
    with pytest.raises(SurveyError, match=words) as refused:
        ask(library, text)
    assert refused.value.repair
