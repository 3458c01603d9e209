"""What goes wrong, by whose fault it is."""


class Error(Exception):
    """A request that cannot be met, in one sentence that says what would be right.

    A document that cannot be read is never an error: it is in ``skipped`` with its reason, and the work goes on.
    """


class BadOption(Error, ValueError):
    """An option or an argument is out of its range, or of the wrong kind."""


class NoInput(Error, LookupError):
    """A path, document or story does not exist, or nothing readable was found in what was given."""


class CannotWrite(Error, OSError):
    """An output could not be written: no permission, a full disk, or another process writes there."""


class MissingPackage(Error, ImportError):
    """An optional package is needed for what was asked, and is not installed."""
