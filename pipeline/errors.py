"""Every error that Broadsheet raises on purpose.

    BroadsheetError            a message for a person: the input's name and the remedy
    ├── ConfigurationError     a source's TOML, a setting or an argument is wrong
    ├── InputError             a path, URL or file that cannot be read at all
    ├── WarehouseError         the database cannot be used as it is
    │   ├── WarehouseLocked    another process is writing it
    │   └── WarehouseNewer     a later version of Broadsheet made it
    ├── DiskFull               no room to write; nothing is left half written
    └── CheckFailed            a check with ``-- fail`` found rows; nothing was published

A page that cannot be fetched or read is not an error: it becomes a row in ``captures`` or
``rejects`` and the batch goes on.
"""


class BroadsheetError(Exception):
    """Base of all; its text names the input and says what to do about it."""


class ConfigurationError(BroadsheetError):
    """A source file, a setting or an argument is not valid."""


class InputError(BroadsheetError):
    """The thing to read does not exist or cannot be opened."""


class WarehouseError(BroadsheetError):
    """The warehouse cannot be opened, migrated or written."""


class WarehouseLocked(WarehouseError):
    """Another process holds the warehouse's write lock."""


class WarehouseNewer(WarehouseError):
    """The warehouse's schema is newer than this version of Broadsheet knows."""


class DiskFull(BroadsheetError):
    """There is no room on the disk for what is to be written."""


class CheckFailed(BroadsheetError):
    """At least one check marked ``-- fail`` selected rows."""
