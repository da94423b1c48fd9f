"""Names in BibTeX order, from it and into what people read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlm_survey.errors import InvalidValue
from vlm_survey.model import Person


@pytest.mark.parametrize(
    ("display", "bibtex"),
    [
        ("Chunyuan Li", "Li, Chunyuan"),
        ("Anton van den Hengel", "van den Hengel, Anton"),
        ("Samuel G. Armato III", "Armato, III, Samuel G."),
        ("José María Salinas", "Salinas, José María"),
        ("Wiehe A", "Wiehe, A"),
        ("Gemini Team", "{Gemini Team}"),
        ("OpenAI", "{OpenAI}"),
        ("Abdullah", "Abdullah"),
        ("李春元", "李, 春元"),
        ("欧阳修", "欧阳, 修"),
        ("李 春元", "李, 春元"),
        ("Li, Chunyuan", "Li, Chunyuan"),
        ("Van Gogh Vincent", "Vincent, Van Gogh"),
        ("Noel E. O'Connor", "O'Connor, Noel E."),
        ("Rogier Van der Sluijs", "Van der Sluijs, Rogier"),
        ("Jongseong Jang∗", "Jang, Jongseong"),
    ],
)
def test_a_name_as_printed_becomes_bibtex_order(display, bibtex):
    assert Person.from_display(display) == bibtex


@pytest.mark.parametrize(
    ("bibtex", "display"),
    [
        ("Li, Chunyuan", "Chunyuan Li"),
        ("Armato, III, Samuel G.", "Samuel G. Armato III"),
        ("{Gemini Team}", "Gemini Team"),
        ("Plato", "Plato"),
        ("李, 春元", "李春元"),
    ],
)
def test_a_name_in_bibtex_order_reads_as_people_write_it(bibtex, display):
    assert Person.parse(bibtex).display == display


@pytest.mark.parametrize(
    "text", ["", ",", "Li,", ", Chunyuan", "a, b, c, d", "{Team", "{}", "Li <b>", "\\'Etienne", "Li; Wong", "{a{b}}"]
)
def test_what_is_no_name_is_refused(text):
    with pytest.raises(InvalidValue):
        Person.parse(text)


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_is_refused(text):
    try:
        person = Person.from_display(text)
    except InvalidValue:
        return
    assert Person.parse(person) == person
    assert person.display
