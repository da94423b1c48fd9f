"""Messy files by the hundred: each entry becomes a paper or is reported with its line, and nothing raises."""

from __future__ import annotations

import random
import re

import pytest
from tests.clock import TODAY

from vlm_survey import read_survey
from vlm_survey.errors import SurveyError
from vlm_survey.messages import say
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.store import record_text
from vlm_survey.workflows.import_.files import read_rows
from vlm_survey.workflows.import_.import_file import import_file, plan_import

TITLES = [
    "{Owls}",
    "Caf{\\'e} of {\\\"U}ber",
    "50\\% of $x_1$",
    "夜间视觉",
    "A {B {C {D}}}",
    "{" * 60 + "Deep" + "}" * 60,
    "0",
    "",
    "{}",
]
AUTHORS = [
    "Owl, Ada and others",
    "{World Owl Organization}",
    "Ludwig van Beethoven and de la Cruz, Ana",
    " , ",
    "Owl, Ada and and Finch, Ben and",
    "{Owl, Ada and Finch, Ben}",
    "Owl, Jr, Ada and {\\O}rsted, H. C.",
    "Owl,, Ada",
    "and",
]
FIELDS = [
    "month = jan",
    'month = mar # "~3"',
    "month = {Smarch}",
    "year = {20x5}",
    "year = 2020",
    "year = {2020}, year = {2021}",
    "journal = j # { 2}",
    "journal = nobody",
    "doi = {10.1000/{n}}",
    "doi = {10.1x/abc}",
    "eprint = {23x6.00890}, archivePrefix = {arXiv}",
    "url = {htp:/example.org}",
    "url = {\\url{https://example.org/a\\_{n}}}",
    "crossref = {p}",
    "crossref = {k{n}}",
    "note = {an @ sign}",
    "abstract = {text, with = signs, and , , commas}",
    "pages = {1---2}",
    ", ,",
]
BETWEEN = [
    "",
    "prose between entries\n",
    "@comment{jabref-meta: databaseType:bibtex;}\n",
    '@preamble{"\\newcommand{\\x}{y}"}\n',
    "@string{j = {Journal of Owls}}\n",
    '@STRING(J2 = "Owls")\n',
    "% a remark with @ in it\n",
    "@proceedings{p, title = {Proceedings of Owls}, year = 2019}\n",
    "\t \n",
]
DAMAGE = ["{", "}", '"', "@", ",", "#", "\\", "\0", "=", "(", "\n", "@article{torn, title = {Torn"]
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"]


def messy(seed: int) -> tuple[str, bytes]:
    """A BibTeX file as nobody should keep one, as text and as bytes; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a drawing of cases, no secret
    text = ""
    for number in range(dice.randint(1, 8)):
        fields = [
            f"title = {{{dice.choice(TITLES)} {number if dice.random() < 0.7 else ''}}}",
            f"author = {{{dice.choice(AUTHORS)}}}",
        ]
        fields += dice.sample(FIELDS, dice.randint(0, 5))
        dice.shuffle(fields)
        body = dice.choice([", ", ",\n  "]).join(fields).replace("{n}", str(dice.randint(0, 3)))
        key = f"k{number if dice.random() < 0.8 else 0}"
        text += (
            dice.choice(BETWEEN)
            + f"@{dice.choice(['article', 'InProceedings', 'misc'])}{{{key}, {body}{dice.choice(['', ','])}\n}}\n"
        )
    for _time in range(dice.choice([0, 0, 1, 3])):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(DAMAGE) + text[at + dice.choice([0, 0, 1, 5]) :]
    text = dice.choice([text, text, text.replace("\n", "\r\n"), text.replace("\n", "\r")])
    encoding = dice.choice(ENCODINGS)
    return text, text.encode(encoding, "replace")


def begins(text: str) -> set[int]:
    """The lines on which an entry begins that is whole enough to be one."""
    text = re.sub(r"\r\n|\r", "\n", text)
    return {
        text.count("\n", 0, hit.start()) + 1
        for hit in re.finditer(r"(?m)^@(?:article|InProceedings|misc)\{k\d, ", text)
    }


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_every_entry_of_a_messy_file_is_a_paper_or_reported_with_its_line(library, tmp_path, start):
    for seed in range(start, start + 100):
        text, raw = messy(seed)
        (tmp_path / "messy.bib").write_bytes(raw)
        rows = read_rows(tmp_path / "messy.bib", library)
        papers = [int(re.match(r"line (\d+)", row.origin).group(1)) for row in rows if isinstance(row, Proposal)]
        reported = [row.line for row in rows if not isinstance(row, Proposal)]
        assert begins(text) <= {*papers, *reported}, seed
        plan = plan_import(library, rows, today=TODAY)
        placed = len(plan.added) + len(plan.joins) + len(plan.known) + len(plan.conflicts) + len(plan.skipped)
        assert placed == len(rows), seed
        assert all(re.match(r"line \d+", where) and why for where, why in plan.skipped), seed


@pytest.mark.parametrize("seed", range(0, 100, 10))
def test_a_messy_file_imported_twice_adds_nothing_the_second_time(copy, seed):
    (copy / "messy.bib").write_bytes(messy(seed)[1])
    import_file(copy, copy / "messy.bib", today=TODAY)
    survey = read_survey(copy)
    assert survey.problems == ()
    assert all(survey.files[paper.key].text == record_text(paper) for paper in survey.papers)
    again = import_file(copy, copy / "messy.bib", today=TODAY)
    assert again.added == {}
    assert again.joined == {}


HOSTILE = {
    "deep.bib": "@article{a, title = {" + "{" * 20_000 + "x" + "}" * 20_000 + "}}\n@article{b, title = {B c}}",
    "never-closed.bib": "@article{a, title = {" + "{" * 20_000 + "\n@article{b, title = {B c}}",
    "one-line.bib": "@article{a, title = {A b}, abstract = {" + "lorem {\\'e} " * 100_000 + "}}",
    "strings.bib": '@string{a0 = "x"}\n'
    + "".join(f"@string{{a{n + 1} = {' # '.join([f'a{n}'] * 10)}}}\n" for n in range(15))
    + "@article{a, title = a15}",
    "addresses.bib": "@article{a, title = {A b}, url = {" + "https://a.example/x and " * 20_000 + "}}",
    "spaces.md": " " * 500_000 + "x",
    "pipes.md": "| a | b |\n|---|---|\n" + "|" * 500_000,
    "nested.md": "\n".join(f"{' ' * n}- [A b c d](https://a.example/{n})" for n in range(300)),
    "brackets.md": "- " + "[" * 5_900,
    "brackets.json": "[" * 500_000,
    "brackets.jsonl": "[" * 500_000,
    "goes-on.ris": "TY  - JOUR\nTI  - A b\n" + "x\n" * 50_000 + "ER  - ",
    "noise.bib": "".join(chr(n) for n in range(32, 0x3000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_hurt_is_read_or_refused(library, tmp_path, name):
    (tmp_path / name).write_bytes(HOSTILE[name].encode("utf-8", "replace"))
    try:
        rows = read_rows(tmp_path / name, library)
    except SurveyError:
        return
    plan = plan_import(library, rows, today=TODAY)
    assert all(len(say(why)) < 1_000 for _where, why in plan.skipped)
    assert all(len(say(what.message)) < 1_000 for _origin, _key, what in plan.doubts)
