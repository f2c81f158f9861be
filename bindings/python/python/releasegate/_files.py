"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile


def replace_file(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Writes a file under another name, and then puts it in its place; a link stays a link."""
    target = os.path.realpath(path)
    data = content.encode() if isinstance(content, str) else content
    try:
        handle, temporary = tempfile.mkstemp(prefix=".releasegate-", dir=os.path.dirname(target))
    except OSError as error:
        # The other name is another each time, and nobody asked for it.
        error.filename = os.fspath(path)
        raise
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, _permissions(target))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _permissions(target: str) -> int:
    """Those of the file that is replaced, else those of any new file."""
    try:
        return os.stat(target).st_mode & 0o777
    except FileNotFoundError:
        # The mask can only be read by setting it.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
