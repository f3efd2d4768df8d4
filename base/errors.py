"""One exception tree. Every message is one Chinese sentence: what is wrong, where, what to do."""


class BiganziError(Exception):
    """Base of every error a person may meet; `exit_code` is the one of the public contract."""

    exit_code = 2


class InputError(BiganziError):
    """A command, file or setting is wrong; nothing was written."""


class FileError(InputError):
    """One input file cannot be used; in a batch it is named and skipped."""


class SecrecyError(InputError):
    """Marked material would have left for a place it must not go to."""


class ServiceError(BiganziError):
    """A model or service failed after its retries; what was finished is kept."""

    exit_code = 3
