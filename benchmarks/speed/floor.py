"""Write the files of a folder once more, as barely as Python can, and print the processor seconds that the writing took.

python -I -S floor.py FOLDER OUT

The files are read first; that is not counted. Each folder is made once, each file is opened, written in one call and closed.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Read the first folder, write it to the second, and print processor seconds."""
    source, out = sys.argv[1:]
    folders, files = _read(source, out)
    before = sum(os.times()[:2])
    for folder in folders:
        os.mkdir(folder)  # noqa: PTH102  (pathlib would be slower)
    for path, raw in files:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.write(handle, raw)
        os.close(handle)
    print(sum(os.times()[:2]) - before)


def _read(source: str, out: str) -> tuple[list[str], list[tuple[str, bytes]]]:
    folders, files = [], []
    for where, _, names in os.walk(source):
        folder = out + where[len(source) :]
        folders.append(folder)
        for name in names:
            with open(f"{where}/{name}", "rb") as file:  # noqa: PTH123
                files.append((f"{folder}/{name}", file.read()))
    return folders, files


if __name__ == "__main__":
    main()
