"""Generate the page of rules from their docstrings."""

from __future__ import annotations

from collections.abc import Iterable

from vlm_survey.checks.registry import RULES
from vlm_survey.checks.rule import Rule

_HEAD = """\
# What is checked

`vlm-survey check` checks every record and reports all findings at once: place, problem and repair. An **error** must be
fixed before a record is accepted; a **warning** needs a look by a person. `vlm-survey check --fix` fixes the rules that are
marked *fixed by `--fix`*. `--select` and `--ignore` take a code or its prefix; `--select L` runs the rules about links.
"""


def rules_markdown(rules: Iterable[Rule] = RULES) -> str:
    """Return a Markdown page with a table of all rules and a section for each, sorted by code."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    rows = [f"| [{r.code}](#{r.code.lower()}) | {r.level} | {'yes' if r.fix else ''} | {r.summary} |" for r in ordered]
    table = ["| Code | Level | `--fix` | What is wrong |", "|---|---|---|---|", *rows]
    return "\n".join([_HEAD, *table, "", *(_section(rule) for rule in ordered)]).rstrip("\n") + "\n"


def _section(rule: Rule) -> str:
    fixable = ", fixed by `--fix` where that is safe" if rule.fix else ""
    return f"## {rule.code}\n\n**{rule.summary}** *({rule.level}{fixable})*\n\n{rule.explanation}\n"
