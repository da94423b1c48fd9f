"""`vlm-survey reference`: write the reference pages of all commands and all public names of the package."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from vlm_survey.store import write_text

COMMANDS = "docs/contribute/commands.md"
API = "docs/contribute/python.md"
_WIDTH = 96
_COMPLETION = """\
To complete commands, formats and options with the Tab key,
add a line to the file that your shell reads when it starts:

| Shell | Line |
| --- | --- |
| bash, `~/.bashrc` | `eval "$(_VLM_SURVEY_COMPLETE=bash_source vlm-survey)"` |
| zsh, `~/.zshrc` | `eval "$(_VLM_SURVEY_COMPLETE=zsh_source vlm-survey)"` |
| fish, `~/.config/fish/completions/vlm-survey.fish` | `_VLM_SURVEY_COMPLETE=fish_source vlm-survey \\| source` |"""
_MADE = "<!-- Made by 'vlm-survey reference' from the code. Change the code, and run it again. -->"


@click.command("reference")
@click.pass_obj
def reference_command(root: Path) -> None:
    """Write the reference pages of the docs: every command, and every public name of the Python package."""
    for path, text in ((COMMANDS, commands_markdown()), (API, api_markdown())):
        changed = write_text(root / path, text)
        click.echo(f"{path}: {'written' if changed else 'unchanged'}")


def commands_markdown() -> str:
    """Return the help of every command as one page, in the order of their names."""
    from vlm_survey.cli.main import main  # noqa: PLC0415  main loads this module

    parent = click.Context(
        main, info_name="vlm-survey", terminal_width=_WIDTH, **{**main.context_settings, "max_content_width": _WIDTH}
    )
    parts = [
        _page("Command line", f"Each command with its options, as `--help` prints it. {_COMPLETION}"),
        _fence(main.get_help(parent)),
    ]
    for name in main.list_commands(parent):
        command = main.commands[name]
        parts.append(f"## {name}\n")
        parts.extend(_helps(command, click.Context(command, info_name=name, parent=parent)))
    return "\n".join(parts).rstrip() + "\n"


def api_markdown() -> str:
    """Return the public names of the package as one page, each with its signature and docstring."""
    import vlm_survey  # noqa: PLC0415

    introduction = "`import vlm_survey` gives these names. What is not here may change without notice."
    parts = [_page("Python package", introduction)]
    for name in sorted(vlm_survey.__all__):
        value = getattr(vlm_survey, name)
        parts.append(f"## {name}\n")
        if inspect.isclass(value):
            parts.extend(_class(value))
        elif callable(value):
            parts.extend(_function(name, value))
        else:
            parts.append(f"The version of the package, as in `{value}`.\n")
    return "\n".join(parts).rstrip() + "\n"


def _page(title: str, introduction: str) -> str:
    return f"---\ntitle: {title}\n---\n\n{_MADE}\n\n# {title}\n\n{introduction}\n"


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the help of `command`, and of each of its subcommands."""
    context.max_content_width = context.terminal_width = _WIDTH
    yield _fence(command.get_help(context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            subcommand = command.commands[name]
            yield from _helps(subcommand, click.Context(subcommand, info_name=name, parent=context))


def _fence(text: str) -> str:
    stripped = "\n".join(line.rstrip() for line in text.splitlines())
    return f"```text\n{stripped}\n```\n"


def _class(documented_class: type) -> Iterator[str]:
    """Yield the docstring of a class, and its public attributes and methods, sorted by name."""
    yield f"{_plain(documented_class)}\n"
    for name, member in sorted(vars(documented_class).items()):
        if name.startswith("_"):
            continue
        unbound = getattr(member, "__func__", member)
        function = getattr(member, "fget", None) or getattr(member, "func", None)
        if function is not None and inspect.getdoc(function):
            yield f"### {documented_class.__name__}.{name}\n\n{_plain(function)}\n"
        elif inspect.isfunction(unbound) and inspect.getdoc(unbound):
            yield from _function(f"{documented_class.__name__}.{name}", unbound, level=3)


def _function(name: str, function: object, level: int = 2) -> Iterator[str]:
    heading = f"{'#' * level} {name}\n\n" if level > 2 else ""
    signature = re.sub(r"\(self(, )?", "(", str(inspect.signature(function)).replace("'", ""))  # type: ignore[arg-type]
    yield f"{heading}```python\n{name}{signature}\n```\n\n{_plain(function)}\n"


def _plain(annotation: object) -> str:
    return inspect.getdoc(annotation) or ""
