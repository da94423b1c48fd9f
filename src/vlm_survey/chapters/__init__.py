"""The survey's own text: citations and directives in chapters and pages, and what they ask of the survey."""
