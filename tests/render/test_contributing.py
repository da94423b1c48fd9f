"""CONTRIBUTING.md says what the website's page says, with links that work in the repository."""

from __future__ import annotations

from vlm_survey.render.readme.contributing import contributing_markdown

PAGE = """\
---
title: Contribute
---

# Contribute

## One form {#one-form}

<!-- fill:forms -->

- **New nest**: see [the guide](nests.md#eggs), [the house](../about/house.md) and [a page](https://example.org/a).
- **A word** in bold, and <a href="../data/paper.schema.json">paper.schema.json</a>. Back to [the form](#one-form).
"""
MADE = """\
# Contributing

## One form

- [**New nest**](../../issues/new?template=nest.yml): see [the guide](docs/contribute/nests.md#eggs), [the house](docs/about/house.md) and [a page](https://example.org/a).
- **A word** in bold, and [schema/paper.schema.json](schema/paper.schema.json). Back to [the form](#one-form).
"""  # noqa: E501


def test_links_lead_to_files_and_names_of_forms_to_the_forms():
    assert contributing_markdown(PAGE, {"New nest": "nest.yml"}) == MADE
