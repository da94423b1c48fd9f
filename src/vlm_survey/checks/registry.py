"""The registry of all rules: select, run, and apply them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vlm_survey.checks import retracted, texts
from vlm_survey.checks.catalogue import facts, terms
from vlm_survey.checks.comments import has_comment
from vlm_survey.checks.finding import Finding
from vlm_survey.checks.papers import (
    completeness,
    contradictions,
    duplicates,
    identifiers,
    link_kinds,
    listed,
    names,
    pages,
    people,
    required_tags,
    sources,
    summaries,
    titles,
    venues,
    years,
)
from vlm_survey.checks.records import copies, form, keys, links, markup, references, schema, tags
from vlm_survey.checks.results import tables
from vlm_survey.checks.rule import R, Rule
from vlm_survey.checks.salvaged import findings
from vlm_survey.errors import UnknownName
from vlm_survey.survey import Survey

_OF_RECORDS = (copies, form, keys, links, markup, references, schema, tags)
_OF_PAPERS = (
    completeness,
    contradictions,
    duplicates,
    identifiers,
    link_kinds,
    listed,
    names,
    pages,
    people,
    required_tags,
    sources,
    summaries,
    titles,
    venues,
    years,
)
_MODULES = (*_OF_RECORDS, *_OF_PAPERS, facts, terms, tables, texts, retracted)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule)),
        key=lambda rule: rule.code,
    )
)
"""Every rule, sorted by code."""

_ROUNDS = 8
"""The maximal number of rounds of fixes; more than any record needs."""


def run_rules(
    survey: Survey, select: Iterable[str] = (), ignore: Iterable[str] = (), paths: Collection[str] | None = None
) -> list[Finding]:
    """Run the rules and return all findings, sorted by path, line and code.

    `select` and `ignore` are codes or their prefixes in any case. `paths` are files or folders below the root; rules that
    compare records still see all records. Raises UnknownName for a code that is no prefix of a rule's code.
    """
    all_findings = findings(survey, select_rules(select, ignore), paths)
    return sorted(all_findings, key=lambda finding: finding.order)


def select_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to run: the selected ones (default: all) without the ignored ones. Raises UnknownName."""
    selected, ignored = _check_codes(select), _check_codes(ignore)
    return tuple(
        rule
        for rule in RULES
        if (not selected or rule.code.startswith(selected)) and not (ignored and rule.code.startswith(ignored))
    )


def apply_fixes(survey: Survey, record: R, rules: Iterable[Rule] = RULES) -> R:
    """Apply every safe fix of `rules` to `record` until nothing changes. A record with comments in its file is unchanged."""
    file = survey.files.get(record.key)
    if file and has_comment(file):
        return record
    fixing = [rule for rule in rules if rule.fix]
    for _ in range(_ROUNDS):
        before = record
        for rule in fixing:
            record = rule.apply_fix(survey, record)
        if record == before:
            break
    return record


def _check_codes(codes: Iterable[str]) -> tuple[str, ...]:
    upper_codes = tuple(code.strip().upper() for code in codes)
    codes = {rule.code for rule in RULES}
    for code in upper_codes:
        if code not in codes and not (code and any(known_code.startswith(code) for known_code in codes)):
            error = UnknownName("rule", code, sorted(codes), where="--select or --ignore")
            error.repair = error.repair or "All rules are in docs/contribute/checks.md"
            raise error
    return upper_codes
