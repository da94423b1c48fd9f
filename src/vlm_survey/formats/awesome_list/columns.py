"""The meaning of table columns, by the headers that lists use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_PAPER = r"(?:paper|article|publication|work|study|manuscript)s?"
_OF_PAPER = rf"{_PAPER} (?:full )?(?:title|name)s?|(?:title|name)s? of (?:the )?{_PAPER}"
_PLACES = "(?:journal|conference)s?"
_COLUMNS: dict[str, Sequence[str]] = {
    "title": (
        rf"(?:full )?titles?(?: ?/.*)?|{_OF_PAPER}|(?:论文|文章)(?:标题|题目|名称|全称|名)|标题|题目",
        rf"(?:the )?{_PAPER}|papers? ?(?:&|and|/) ?(?:links?|pdf)|论文|文章|文献",
    ),
    "model": (
        r"(?:model|method|approach|framework|algorithm|system|network)s?(?: ?/.*)?",
        r"(?:model|method|short|approach)s? names?|abbr(?:eviation)?s?|acronyms?|names?|模型(?:名称?)?|方法",
        r"(?:[a-z]+ )?(?:vlm|llm|mllm|lvlm)s?",
    ),
    "venue": (
        rf"venues?(?: ?/.*)?|published (?:in|at)|publication venue|{_PLACES}(?: ?(?:/|or|&) ?{_PLACES})?",
        r"publications?|pub|conf|publishers?|source|会议|期刊|发表(?:于|会议)?",
    ),
    "year": (
        r"years?(?: ?/ ?months?)?|(?:publication |release |submission |publish |arxiv )?dates?|time|published",
        "年份|时间|日期",
    ),
    "authors": (r"(?:first )?authors?(?: ?\(?s\)?)?|author list|作者",),
    "code": (
        r"(?:official |source |project )?codes?(?: ?/.*)?|(?:source )?(?:code|github|git)s? (?:link|url|repo|repository)s?",
        r"github|git|repo(?:sitory)?s?|implementations?|代码(?:链接)?",
    ),
    "link": (
        rf"(?:{_PAPER}|pdf|download|arxiv)? ?(?:link|url|address|page)s?|pdf|arxiv|doi|论文链接|链接",
        rf"{_PAPER}",
    ),
    "project": (r"projects?(?: ?(?:page|site|website|link)s?)?|websites?|page|homepage|demos?|项目(?:主页)?|主页",),
    "weights": (r"(?:model |pre-?trained )?weights?|checkpoints?|pre-?trained models?|权重",),
}
"""The column names of each meaning, the most reliable first."""

_FORMS = {meaning: [re.compile(form) for form in forms] for meaning, forms in _COLUMNS.items()}


def cells_by_meaning(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a row by the meaning of their column; "Paper" means titles unless another column does."""
    columns: dict[str, str] = {}
    for name, cell in cells.items():
        columns.setdefault(_plain(name), cell)
    texts: dict[str, str] = {}
    titles = ""
    for meaning, forms in _FORMS.items():
        name = next((name for form in forms for name in columns if form.fullmatch(name)), "")
        titles = name if meaning == "title" else titles
        if name and (meaning != "link" or name != titles):
            texts[meaning] = columns[name]
    return texts


def _plain(name: str) -> str:
    """Return the name of a column without punctuation around its words."""
    return " ".join(re.sub(r"[^\w/&()\u3400-\u9fff-]+", " ", name.casefold()).split()).strip(" -/&")
