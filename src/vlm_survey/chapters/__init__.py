"""Parse citations and directives in chapters and pages, and answer directives from the survey."""
