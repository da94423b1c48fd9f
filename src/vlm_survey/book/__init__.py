"""Make one book of the chapters: Markdown for pandoc with answers, figures as files, and a bibliography."""

from vlm_survey.book.manuscript import Manuscript, manuscript

__all__ = ["Manuscript", "manuscript"]
