"""Make redirect pages."""

from __future__ import annotations

from html import escape


def redirect(to: str, title: str) -> str:
    """Return a page that redirects to `to`, for people and machines without JavaScript."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="canonical" href="{escape(to)}"><meta http-equiv="refresh" content="0; url={escape(to)}">'
        f'<meta name="robots" content="noindex"></head><body><p><a href="{escape(to)}">{escape(title)}</a></p></body></html>\n'
    )
