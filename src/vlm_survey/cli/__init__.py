"""Define the command line: arguments, printing, progress, exit codes, today's date and the environment."""

from vlm_survey.cli.main import main

__all__ = ["main"]
