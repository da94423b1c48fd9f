"""Format findings for people, programs, pull requests and code scanners; each text ends in one newline."""
