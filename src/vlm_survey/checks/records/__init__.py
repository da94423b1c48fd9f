"""Rules for records of every kind: files, keys, text, links."""
