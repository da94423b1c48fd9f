"""Proposals: the data of a paper before it is a record, with provenance and doubts."""
