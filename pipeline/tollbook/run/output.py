"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import OutputError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Write a file under another name in the same folder, and give it its own name when it is complete.

    Where the block ends with an exception nothing is left behind, and a file that was there before is still there. A
    pipe or device (``/dev/null``) is written straight to.

    Raises:
        OutputError: On entry, where the file could not be written: so before any work is done.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "out.jsonl"
    >>> with whole(path) as stream:
    ...     _ = stream.write(b"{}")
    ...     path.exists()
    False
    >>> path.read_bytes()
    b'{}'
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: no such folder: {path.parent}")
    target = path.resolve()  # through a link, whose own place is not to be taken
    is_special = target.exists() and not target.is_file()
    draft = target if is_special else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = draft.open("wb")
    except OSError as error:
        raise OutputError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        with stream:
            yield stream
        if not is_special:
            os.replace(draft, target)
    except OSError as error:
        raise OutputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        if not is_special:
            draft.unlink(missing_ok=True)


def rejects_path(output: Path) -> Path:
    """Where the rejects of an output lie: next to it.

    >>> rejects_path(Path("out/records.jsonl")).as_posix()
    'out/records.rejects.jsonl'
    """
    return output.with_name(f"{output.stem}.rejects.jsonl")
