"""The words of what was read: rejected rows and doubts, as people see them."""

from __future__ import annotations

from vlm_survey.messages import say
from vlm_survey.proposals.proposal import Proposal, Rejected


def papers(rows):
    return [row for row in rows if isinstance(row, Proposal)]


def rejected(rows):
    """(line, why) for each rejected row."""
    return [(row.line, say(row.reason)) for row in rows if isinstance(row, Rejected)]


def doubts(proposal):
    """The doubts about a proposal."""
    return words(proposal.doubts)


def words(remarks):
    return [say(remark.message) for remark in remarks]
