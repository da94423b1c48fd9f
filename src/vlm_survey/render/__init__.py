"""Render the survey as pages: views select and order the content, templates only format it."""
