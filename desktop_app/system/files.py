"""Writing a small file so that it is either the old one or the new one, whole."""

import errno
import os
from pathlib import Path

from desktop_app.domain.errors import StorageError
from desktop_app.domain.text import N_, Sentence, sentence

FULL = Sentence(N_("The disk is full. Nothing was lost; make room and try again."))
READ_ONLY = Sentence(N_("Aula may not write into its folder. Check its permissions."))


_NOWHERE = {errno.ENOENT, errno.ENOTDIR}
_UNREADABLE = N_("The file {name} cannot be read.")
_UNREAD = {
    errno.ENOENT: N_("There is no file {name}."),
    errno.EISDIR: N_("{name} is a folder."),
    errno.EACCES: N_("Aula may not read the file {name}."),
}


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, readable by its owner only. Raises StorageError."""
    beside = path.with_name(path.name + ".new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if error.errno in _NOWHERE:
            text = N_("The file {name} cannot be written: there is no such folder.")
            raise StorageError(sentence(text, name=path.name), code="no_folder") from error
        beside.unlink(missing_ok=True)
        raise storage_error(error) from error


def read_some(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file that somebody chose. Raises StorageError."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        told = sentence(_UNREAD.get(error.errno or 0, _UNREADABLE), name=path.name)
        raise StorageError(told, code="unreadable", detail=str(error.strerror)) from error


def storage_error(error: OSError) -> StorageError:
    """Return the teacher's words for what the system said about a file."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StorageError(FULL, code="disk_full", detail=os.strerror(error.errno or 0))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StorageError(READ_ONLY, code="read_only", detail=os.strerror(error.errno or 0))
    return StorageError(code="unreadable", detail=os.strerror(error.errno or 0))
