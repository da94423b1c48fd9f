"""Turn an identifier or a proposal into a record that a person can judge."""
