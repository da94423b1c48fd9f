"""Files of papers made by grammar from a seed, with what people and programs write in them; and damage done to them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

WORDS = [
    "Owl",
    "Heron",
    "CT",
    "MRI",
    "X-ray",
    "vision",
    "language",
    "model",
    "report",
    "of",
    "the",
    "for",
    "and",
    "a",
    "segmentation",
    "in",
    "Net-2",
    "3D",
]
LATEX = (
    r"\emph{deep}", r"{\it all}", r"\foo{bar}", r"$R^2$", r"$\alpha$", r"\&", r"5\%", r"{CT}",
    r"\"{o}", r"\~n", r"\'{\i}", "{", "}", "$",
    r"\textsubscript{2}", r"\url{http://a.b/c_d}", r"\cite{x}", "``x''", r"\undefined", "\\",
    r"\noopsort{1}", r"\ce{H2O}", "---", "~",
)  # fmt: skip
ENTITIES = (
    "&amp;",
    "&lt;i&gt;",
    "&#233;",
    "&#x3b1;",
    "&nope;",
    "&#",
    "&#x",
    "&amp;amp;",
    "&eacute",
    "R&D",
    "<i>x</i>",
    "<sub>2</sub>",
    "<b>",
)
STRANGE = (
    "\x00", "\x07", "\x1b[31m", "\x85", "\u200b", "\u00ad", "\u202e", "\ufeff", "\ufffd",
    "\ufffe", "\ud83d", "e\u0301", "Ã¼", "â€œ", "ï¬",
    "锟斤拷", "张三", "🦉", "\u2028", "\t", "İ", "ß", "\U000e0041",
)  # fmt: skip
NAMES = (
    "Owl, Ada", "Ada Owl", "van der Owl, Bo", "{Owl Team}", "Owl, Jr., Ada", "et al.",
    "others", "-", "n/a", "Anonymous", r"M{\"u}ller, J.",
    r"Mu\~noz, A.", "O'Owl, P.", "张三", "Owl A", "Ada Owl, Bo Finch", "Ada \\foo{Owl}",
    "Owl & Finch", "Owl, A\x00da", "Ã–wl, A", "", "{", "A &amp; B",
)  # fmt: skip
YEARS = ("2024", "2023/05/01", "c2024", "202X", "", "24", "{2024}", "forthcoming", "2024-2025", "９９")
PAGES = ("1-9", "117--23", "no-no", "1-1", "n/a", "S1–S9", "e12", "{1}", "\\pages", "12-+")
DOIS = (
    "10.5555/a.1",
    "https://doi.org/10.5555/b%20c",
    "10.5555/{x}",
    "doi:10.5555/\\_x",
    "10.1/x",
    "-",
    "10.5555/a<b>",
    "10.5555/é",
)
LINKS = (
    "https://example.org/a",
    "https://arxiv.org/abs/2401.00001v2",
    "http://[",
    "javascript:alert(1)",
    "https://a.b/{x}",
    "www.a.b",
)

Fields = dict[str, list[str]]


def text(chance: random.Random, most: int = 9) -> str:
    """Words with now and then a piece of LaTeX, an entity, or a strange sign among them."""
    pools = (WORDS, WORDS, WORDS, WORDS, LATEX, ENTITIES, STRANGE)
    pieces = [chance.choice(chance.choice(pools)) for _place in range(chance.randint(1, most))]
    return "".join(piece + chance.choice((" ", " ", " ", "")) for piece in pieces)


def fields(chance: random.Random) -> Fields:
    """The fields of one paper, some of them missing."""
    return {
        "title": [text(chance)] if chance.random() < 0.95 else [],
        "author": [chance.choice(NAMES) for _name in range(chance.randint(0, 4))],
        "year": [chance.choice(YEARS)],
        "venue": [text(chance, 3)] if chance.random() < 0.6 else [],
        "volume": [chance.choice((*PAGES, text(chance, 2)))] if chance.random() < 0.4 else [],
        "pages": [chance.choice((*PAGES, text(chance, 2)))] if chance.random() < 0.4 else [],
        "doi": [chance.choice(DOIS)] if chance.random() < 0.4 else [],
        "url": [chance.choice(LINKS)] if chance.random() < 0.4 else [],
    }


def bibtex(chance: random.Random) -> str:
    made = ["@string{owl = {Owl Journal}}\n"] if chance.random() < 0.2 else []
    for number in range(chance.randint(1, 3)):
        paper = fields(chance)
        names = {
            "author": "author",
            "year": "year",
            "venue": "journal",
            "volume": "volume",
            "pages": "pages",
            "doi": "doi",
            "url": "url",
        }
        rows = [("title", " ".join(paper["title"]))]
        rows += [
            (names[name], " and ".join(paper[name]) if name == "author" else paper[name][0])
            for name in names
            if paper[name]
        ]
        chance.shuffle(rows)
        begin, end = chance.choice((("{", "}"), ("{", "}"), ('"', '"'), ("{{", "}}")))
        body = ",\n".join(f"  {name} = {begin}{value}{end}" for name, value in rows)
        made.append(f"@{chance.choice(('article', 'misc', 'InProceedings', 'comment'))}{{k{number},\n{body}\n}}\n")
    return "".join(made)


def _tagged(chance: random.Random, tags: dict[str, str], begin: str, end: str, form: str) -> str:
    made = []
    for _number in range(chance.randint(1, 3)):
        paper = fields(chance)
        rows = [form.format(tag, value) for name, tag in tags.items() for value in paper[name]]
        chance.shuffle(rows)
        made.append("\n".join([begin, *rows, end]))
    return "\n".join(made) + "\n"


def ris(chance: random.Random) -> str:
    tags = {
        "title": "TI",
        "author": "AU",
        "year": "PY",
        "venue": "JO",
        "volume": "VL",
        "pages": "SP",
        "doi": "DO",
        "url": "UR",
    }
    return _tagged(chance, tags, "TY  - JOUR", "ER  - ", "{}  - {}")


def medline(chance: random.Random) -> str:
    tags = {"title": "TI  ", "author": "FAU ", "year": "DP  ", "venue": "TA  ", "volume": "VI  ", "pages": "PG  "}
    return _tagged(chance, tags, "PMID- 37720336", "", "{}- {}")


def wos(chance: random.Random) -> str:
    tags = {"title": "TI", "author": "AU", "year": "PY", "venue": "SO", "volume": "VL", "pages": "BP", "doi": "DI"}
    return "FN Clarivate\nVR 1.0\n" + _tagged(chance, tags, "PT J", "ER\n", "{} {}") + "EF\n"


def markdown(chance: random.Random) -> str:
    made = [f"# {text(chance, 3)}\n"]
    for _number in range(chance.randint(1, 4)):
        title, who = text(chance), ", ".join(chance.choice(NAMES) for _name in range(3))
        link = chance.choice((*LINKS, "https://doi.org/10.5555/a.1"))
        made.append(
            chance.choice(
                (
                    f"- [{title}]({link}) - {who}, MICCAI 2024",
                    f"- **{title}**, *{who}*. NeurIPS 2023. [paper]({link})",
                    f"| Title | Authors | Link |\n|---|---|---|\n| {title} | {who} | [pdf]({link}) |\n",
                    f"<table><tr><th>Paper Title</th><th>Link</th></tr><tr><td>{title}</td><td>{link}</td></tr></table>\n",
                )
            )
        )
    return "\n".join(made) + "\n"


def csl(chance: random.Random) -> str:
    items = []
    for number in range(chance.randint(1, 3)):
        paper = fields(chance)
        people = [
            chance.choice(({"literal": name}, {"family": name, "given": text(chance, 1)}, name))
            for name in paper["author"]
        ]
        one = {"id": str(number), "type": "article-journal", "author": people, "issued": {"raw": paper["year"][0]}}
        names = {
            "title": "title",
            "venue": "container-title",
            "volume": "volume",
            "pages": "page",
            "doi": "DOI",
            "url": "URL",
        }
        items.append({**one, **{name: paper[key][0] for key, name in names.items() if paper[key]}})
    return json.dumps(items, ensure_ascii=chance.random() < 0.5)


FORMS: dict[str, Callable[[random.Random], str]] = {
    ".bib": bibtex, ".ris": ris, ".nbib": medline, ".ciw": wos, ".md": markdown, ".json": csl,
}  # fmt: skip
"""What makes a file, by the ending of its name."""


def damaged(chance: random.Random, whole: str) -> str:
    """`whole` with up to four pieces lost, doubled, moved, or replaced by what does not belong there."""
    for _time in range(chance.randint(0, 4)):
        start = chance.randrange(len(whole) or 1)
        end = min(len(whole), start + chance.randint(1, 20))
        piece = chance.choice(
            ("", whole[start:end] * 2, chance.choice(LATEX), chance.choice(ENTITIES), chance.choice(STRANGE), "\n")
        )
        whole = whole[:start] + piece + whole[end:]
    return whole[: chance.randrange(len(whole) or 1)] if chance.random() < 0.1 else whole


def raw(whole: str) -> bytes:
    """`whole` in UTF-8, a lone surrogate as the bytes that it cannot be."""
    return whole.encode("utf-8", "surrogatepass")
