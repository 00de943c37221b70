"""Pictures that papers bear: the agency's on its letterhead, one's own signature (M8). Kept apart from the profile, which names them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.files.given import path_typed
from aetui.domain.errors import BadInput
from aetui.domain.records import Borne, Picture, PictureName, Profile

LIMIT = 1_000_000
"""Bytes of a picture at most: it is in every paper that goes out."""
_SIDES = (16, 6000)
"""Pixels of each side, at least and at most."""


def with_picture(change: Change, profile: Profile, name: PictureName, said: str) -> Profile:
    """The profile with the picture of that file; an empty text takes it off. The same file with the same content changes nothing;
    what papers bore before stays for those that were sent. Raises BadInput."""
    held: Borne | None = getattr(profile, name)
    if not said.strip():
        return replace(profile, **{name: None})
    path = path_typed(said).absolute()
    if held is not None and held.file == str(path) and not path.exists():
        return profile
    media, data = read_picture(path)
    coded = b64encode(data).decode()
    kept = change.get(Picture, held.picture_id) if held is not None else None
    if kept is None or (kept.media, kept.data) != (media, coded):
        kept = change.new(Picture, name=name, media=media, data=coded)
    return replace(profile, **{name: Borne(file=str(path), picture_id=kept.id)})


def read_picture(path: Path) -> tuple[str, bytes]:
    """A PNG or JPEG file as (media type, bytes). Raises BadInput: unreadable, too large, no such picture."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise BadInput("picture.read", file=path, why=getattr(error, "strerror", None) or error) from None
    if len(data) > LIMIT:
        raise BadInput("picture.large", file=path, limit=f"{LIMIT // 1000:,}")
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(data)
        media, sides = image.content_type, (image.px_width, image.px_height)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, LookupError):
        raise BadInput("picture.kind", file=path) from None
    if media not in ("image/png", "image/jpeg") or not all(_SIDES[0] <= side <= _SIDES[1] for side in sides):
        raise BadInput("picture.kind", file=path)
    return media, data


def picture_of(desk: Desk, name: PictureName) -> Picture | None:
    """The picture that papers bear now; None without one."""
    held: Borne | None = getattr(desk.profile, name) if desk.profile is not None else None
    return desk.get(Picture, held.picture_id) if held is not None else None


def picture_bytes(desk: Desk, picture_id: str) -> tuple[str, bytes] | None:
    """(media type, bytes) of a picture that a paper bears, also one that it bore when it was sent."""
    found = desk.get(Picture, picture_id)
    if found is None:
        return None
    try:
        return found.media, b64decode(found.data, validate=True)
    except ValueError:
        return None
