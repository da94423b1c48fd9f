"""The chapters as one book: Markdown for pandoc, with answers written out, figures as files, and a bibliography."""

from vlm_survey.render.book.manuscript import Manuscript, manuscript

__all__ = ["Manuscript", "manuscript"]
