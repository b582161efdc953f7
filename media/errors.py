"""Every exception of the media app; a class's docstring is its message."""

from __future__ import annotations


class MediaError(Exception):
    """The photo cannot be taken or changed that way."""

    code = "media_error"

    def __init__(self, text: str = "", **details: object) -> None:
        """Keep the message, by default the class's docstring, and what a door needs."""
        super().__init__(text or (type(self).__doc__ or "").strip())
        self.details = details

    @property
    def text(self) -> str:
        """The message for a person."""
        return str(self)


class UnreadableSource(MediaError):
    """The input cannot be read."""

    code = "unreadable"


class TooLarge(UnreadableSource):
    """The input is larger than we read."""

    code = "too_large"


class UnsafePath(UnreadableSource):
    """The path leads out of the folder or archive that was given."""

    code = "unsafe_path"


class UnreadablePhoto(MediaError):
    """The file cannot be read as a picture."""

    code = "unreadable"


class UnknownPhotoFormat(UnreadablePhoto):
    """The file is not of a picture format we take."""

    code = "unknown_format"


class PhotoTooLarge(UnreadablePhoto):
    """The picture is larger than we read."""

    code = "too_large"


class PhotoNotAllowed(MediaError):
    """Your role does not allow changing this photo."""

    code = "not_allowed"


class BadPhotoFact(MediaError):
    """A fact about the photo is not well formed."""

    code = "bad_fact"


class StalePhoto(MediaError):
    """Somebody changed this photo since you opened it."""

    code = "stale_version"


class PhotoHasFile(MediaError):
    """This photo has its file already; another file is another photo."""

    code = "has_file"


class SlugFixed(MediaError):
    """A source's slug is fixed once made: make a new source for another slug."""

    code = "slug_fixed"


class PhotoDeleted(MediaError):
    """This photo was deleted here; restore it first."""

    code = "photo_deleted"


class PhotoIsShown(MediaError):
    """Readers see this photo: take it out of the stories that show it first."""

    code = "photo_shown"


class NoSuchRendition(MediaError):
    """This photo has no such rendition."""

    code = "no_rendition"


class CannotWriteMetadata(MediaError):
    """The metadata cannot be put into this file."""

    code = "cannot_write_metadata"


class OriginalMissing(MediaError):
    """The photo's file is not in the storage."""

    code = "file_missing"
