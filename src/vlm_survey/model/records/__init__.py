"""Define the kinds of records: a base class, one class for each kind, and the values that they share."""
