"""Turn an identifier or a proposal into a record for a person to review."""
