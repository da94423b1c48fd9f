"""The English words of all messages. A second language is another catalogue with the same ids."""

from __future__ import annotations

from vlm_survey.messages.catalogue import Catalogue, Words
from vlm_survey.messages.message import Message

_GENERAL: dict[str, Words] = {
    "text": "{words}",
    "list": "{parts}",
    "fault": "{field}: {reason}",
    "difference": "{field}: '{taken}' ({source}), but '{other}' ({other_source})",
}

_FIELDS: dict[str, Words] = {
    "field.authors": "author list",
    "field.arxiv": "arXiv id",
    "field.doi": "DOI",
    "field.pmid": "PubMed id",
    "field.pmcid": "PubMed Central id",
    "field.acl": "ACL Anthology id",
    "field.openreview": "OpenReview id",
    "field.paper": "paper link",
    "field.code": "code link",
    "field.project": "project link",
    "field.data": "data link",
    "field.weights": "weights link",
}
"""What people call a field; all others are called by their own name."""

_REMARKS: dict[str, Words] = {
    "remark.left-out": "{field} left out: {reason}",
    "remark.incomplete": "{field} is incomplete: {reason}",
    "remark.twice": "'{field}' is given twice; the first value was taken",
    "remark.trailing-text": "'{field}': text after its value was ignored",
    "remark.check": "check {field}: {reason}",
    "remark.undefined-string": "the string '{value}' is not defined",
    "remark.no-parent": "crossref '{value}' names no other entry of this file",
    "remark.unsettled": "unsettled: {value}",
    "remark.not-a-paper": "{source} calls it '{value}', which is not a paper",
    "remark.retracted": "{source} says that it was retracted",
    "remark.withdrawn": "{source} says that it was withdrawn",
    "remark.future-date": "{source} gives the year {value}, which is in the future",
    "remark.published-as": "{source} says it was published as {value}",
    "remark.publication-hint": "{source}: {reason}",
    "remark.kept": "{field} stays '{kept}'; '{value}' ({source}) was not taken",
    "remark.other-paper": "{field} {value} left out: {source} calls it '{kept}'",
    "remark.other-record": "{field} {value} left out: it is in {kept}; {reason}",
    "remark.one-paper-twice": "{field} {value} is in {kept}: one paper in two records?",
    "remark.calls-it": "{source} calls it '{value}': another paper?",
    "remark.unfit": "no record can hold the values of the {source}: {reason}",
    "remark.not-written": "the file is not written: {reason}",
    "remark.no-answer": "{source}: {reason}",
    "remark.advice": "{reason}",
}

_VALUES: dict[str, Words] = {
    "text.none": "there is no text",
    "text.no-letter": "it has no letter: {value}",
    "text.long": "it is {count:,} characters long; a bracket or quote may be missing",
    "text.mojibake": "its letters were read in a wrong encoding: {value}",
    "text.markup": "it may have markup that was not understood: {value}",
    "value.no-text": "'{value}' is not a text",
    "value.no-number": "'{value}' is not a number from {low} to {high}",
    "value.no-object": "'{value}' is not an object",
    "value.no-domain": "'{value}' is neither 'general' nor 'medical'",
    "year.none": "'{value}' is not a year from 1950 to 2100",
    "month.none": "'{value}' is not a month",
    "date.none": "'{value}' is not a date",
    "doi.none": "'{value}' is not a DOI",
    "name.none": "'{value}' is not a name",
    "names.brackets": "its source has quotes or brackets among the names",
    "names.order": "its source mixes the order of given and family names",
    "names.more": "it ends with '{value}'",
    "names.separator": "names are separated by '{value}'; BibTeX separates them by 'and'",
    "names.unclear": "'{value}' may be one author or several; separate authors by 'and'",
    "names.cut": "the source may stop after {count} names",
    "names.nameless": ("1 of {total} authors has no name", "{count} of {total} authors have no name"),
    "latex.unknown": (
        "the LaTeX command {commands} is not known; only its argument was taken",
        "the LaTeX commands {commands} are not known; only their arguments were taken",
    ),
    "latex.dropped": "text that is not part of it was dropped: {value}",
    "hint.journal-reference": "journal reference '{value}'",
    "hint.comment": "its authors say '{value}'",
    "hint.venue": "it says '{value}'",
    "hint.no-venue": "it names no venue",
}

_LINKS: dict[str, Words] = {
    "link.none": "'{value}' is not an address; an address begins with https://",
    "link.no-doi": "'{value}' has no DOI",
    "link.no-arxiv": "'{value}' has no arXiv id",
    "link.signed": "it is signed and expires ({host})",
    "link.viewer": "it opens a PDF viewer that needs a login",
    "link.not-permanent": "addresses on {host} do not last",
    "link.shortened": "{host} hides where it leads; give the address that it leads to",
    "link.no-repository": "{link} is not a repository",
    "link.unknown-kind": "'{value}' is of a kind that records do not have",
    "link.unsettled": "another paper claims it too: {value}",
    "address.none": "'{value}' is neither an identifier nor an address",
    "address.none-repair": "Give an arXiv id, a DOI, pmid:..., an ACL Anthology or OpenReview address, or the paper's address",
    "address.digits": "'{value}' may be an identifier of several kinds",
    "address.digits-repair": "Write pmid:{value} if it is a PubMed number",
    "address.http": "'{link}' is not https",
    "address.http-repair": "Try its address with https",
    "address.unfit": "a record cannot hold this address: {reason}",
    "address.unfit-repair": "Give the paper's public page or identifier",
    "address.ieee": "IEEE Xplore's document number is not a DOI: copy the DOI from that page",
    "address.sciencedirect": "ScienceDirect's PII is not a DOI: copy the DOI from that page",
    "address.no-doi": "this address does not contain the DOI: copy it from that page",
    "address.code": "this is an address for code: give the paper's identifier, and this address under links.code",
    "address.page": "this page has no identifier that a service knows",
}

_ROWS: dict[str, Words] = {
    "row.named": "{row}: {reason}",
    "title.none": "it has no title",
    "title.unusable": "its title cannot be used: {reason}",
    "row.left-out": "{reason} ({key})",
    "row.alike": "its title is like that of {other}",
    "row.excluded": "left out before: {reason}",
    "row.not-chosen": "not chosen",
    "row.not-wanted": "not wanted",
    "bibtex.entry": "entry '{key}'",
    "bibtex.no-key": "@{kind} without a key",
    "bibtex.volume": "{entry} is a volume of papers, not a paper",
    "bibtex.entry-twice": "{entry} is given twice with the same title; the one in line {line} was read",
    "bibtex.commented-out": "{entry} is commented out with %",
    "bibtex.in-comment": "this entry is inside @comment",
    "bibtex.inside-another": "this entry begins inside another; look for a missing brace or quote above it",
    "bibtex.string-twice": "the string '{key}' is defined twice; the first definition counts",
    "bibtex.broken": "{entry}: {reason}; look for a missing brace, quote or comma",
    "bibtex.unreadable": "it cannot be read",
    "bibtex.not-closed": "its brace or quote does not close",
    "bibtex.circle": "its strings name one another",
    "bibtex.strings-long": "its strings make more than {count:,} characters",
    "file.looks-like": "the file is not UTF-8; it looks like {encoding}",
    "file.not-utf8": "the file is not UTF-8, and its encoding cannot be told",
    "file.save-as-utf8": "Save it as UTF-8",
    "file.encoding": "the file is not UTF-8; it was read as {encoding}",
    "file.is": "it is {form}, which cannot be imported",
    "file.export-as": "Export it as {form}",
    "file.no-text": "it is not text",
    "file.ending": "cannot import '{ending}'",
    "file.no-ending": "cannot tell what it is: its name has no ending",
    "file.endings": "Give one of {endings}",
    "file.read-as": "its name ends in {ending}, but it is {form}; it was read as that",
    "file.guessed": (
        "1 line of the file is not UTF-8; it was read as {encoding}: check letters with accents (line {lines})",
        "{count} lines of the file are not UTF-8; they were read as {encoding}: check letters with accents (lines {lines})",
    ),
    "json.no-object": "this item is not an object",
    "json.item": "item '{id}'",
    "json.item-without-id": "an item without an id",
    "json.broken": "{reason}; {rest}",
    "json.syntax": "not JSON from line {line} on ({error})",
    "json.deep": "nested too deeply",
    "json.next-item": "the next item was read again",
    "json.rest-not-read": "nothing after it was read",
    "json.no-end": "the array does not end; something may be missing",
    "json.after-end": "text after the end that was not read: {value}; one object a line is JSON lines (.jsonl)",
    "json.line-broken": "not JSON: {reason}",
    "json.line-no-object": 'not an object; each line is one, like {{"title": "..."}}',
    "tagged.outside": "it is outside a reference, which begins with {start}: {value}",
    "xml.broken": "broken XML ({error})",
    "xml.declarations": "the XML has declarations of its own",
    "xml.entities": "the XML has entities of its own",
    "xml.deep": "the XML is nested too deeply",
    "ris.no-tag": "not a RIS tag: {value}",
    "ris.outside": "{tag} is outside a reference; a reference begins with TY",
    "list.broken-table": "the line below the header has another number of columns, so this is not a table",
    "list.citation": "it has no title: its link is called '{value}', which is a citation",
    "list.long": "longer than {count:,} characters: not an entry of a list",
    "list.credits": "it is under '{section}', where lists credit others: {title}",
    "list.no-title": "no title: {value}",
    "list.bare-address": "only an address, without a date: {value}",
    "list.no-paper-link": "its only link does not lead to a paper: {title}",
    "list.name-only": "'{value}' is a name, not a title",
}

_RECORDS: dict[str, Words] = {
    "objection.title": "another title: '{theirs}', not '{ours}'",
    "objection.authors": "other authors: '{theirs}', not '{ours}'",
    "match.two": "its {one} is that of {key}, its {two} that of {other}",
    "match.same-but": "same {field}, {reason}",
    "match.title-but": "same title, another {field}: {theirs}, not {ours}",
    "match.record-contradicts-you": "{field} {value} is in {key} ({path}), and you give it {reason}",
    "match.record-contradicts-services": "{field} {value} is in {key} ({path}), and services give it {reason}",
    "match.record-repair": (
        "If it was copied wrongly, correct it there or here; if the paper has changed its title, write the new one under"
        " other_titles in {path} and add it again"
    ),
    "record.has": "{key} has {kept}, not {value}",
    "record.belongs": "it belongs to that record",
    "record.one-is-wrong": "one of the two records is wrong, or they are one paper",
    "record.comment": "it has a comment, which would be lost; move the comment to 'notes' first",
    "add.no-title": "no service gives a title for it",
    "add.invalid": "no record can hold this ({reason})",
    "form.invalid": "no record can hold this ({reason})",
}

ENGLISH = Catalogue("en", {**_GENERAL, **_FIELDS, **_REMARKS, **_VALUES, **_LINKS, **_ROWS, **_RECORDS})
"""The catalogue that this program speaks unless another one is given."""


def say(message: Message, catalogue: Catalogue = ENGLISH) -> str:
    """Return the words of `message`."""
    return catalogue.say(message)
