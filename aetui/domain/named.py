"""What a text names that can be opened: addresses of the net and of mail, files and folders, however they are written.

A path's spaces and Chinese characters belong to it as far as a file's ending or the next sign of a sentence; what is quoted is taken whole.
On a paper for a client a path of the house becomes the name at its end (Law 5: `pathless`).
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from aetui.domain.patterns import pattern

Sort = Literal["web", "mail", "path"]

_STOPS = r"\s\"“”「」『』<>|?*，。；、！？：（）()\[\]【】"
_ENDING = r"\.[A-Za-z0-9]{1,6}(?![A-Za-z0-9])"
_WEB = r"(?:https?://|www\.)[^\s<>\"“”「」『』，。；、！？（）【】]+"
_MAIL = r"mailto:[^\s<>\"“”，。；、（）]+"
_FILE = r"file://[^\s<>\"“”，。；、（）]+"
_ROOT = r"(?:[A-Za-z]:[\\/]|//[^/\s]+/|\\\\[^\\/\s]+[\\/]|~[\\/]|\.{1,2}[\\/]|/(?=[^\s/]+/|[^\s/]+\.[A-Za-z0-9]))"
_INSIDE = r"[^\n\"“”「」『』<>|?*，。；、！？：]"
_GOES_ON = rf"(?:(?!\s{_ROOT}){_INSIDE}){{0,200}}"
_PATH = rf"{_ROOT}(?:{_GOES_ON}?{_ENDING}(?=[{_STOPS}]|$)|{_GOES_ON}\\[^{_STOPS}]*|[^{_STOPS}]*)"
_BEFORE = r"(?<![A-Za-z0-9_/\\.:~-])"
_QUOTED = (
    rf"\"(?P<q1>{_ROOT}[^\"\n]+)\"|“(?P<q2>{_ROOT}[^”\n]+)”|「(?P<q3>{_ROOT}[^」\n]+)」|『(?P<q4>{_ROOT}[^』\n]+)』"
)
_NAMED = pattern(
    rf"{_QUOTED}|(?P<mail>{_MAIL})|(?P<file>{_FILE})|{_BEFORE}(?P<web>{_WEB})|{_BEFORE}(?P<path>{_PATH})", re.IGNORECASE
)
_TAIL = pattern(r"[,.;:!?'\")\]}》>]+\Z")
_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]+):")
_FROM_HERE = pattern(_ROOT.replace(r"|\.{1,2}[\\/]", ""))


class Named(msgspec.Struct, frozen=True):
    """What is named: an address, or a path as it is written; where it stands in the text, with the quotes around it."""

    target: str
    sort: Sort
    start: int = 0
    end: int = 0


def named_in(text: str) -> list[Named]:
    """All that a text names, in its order."""
    found: list[Named] = []
    for one in _NAMED.finditer(text):
        quoted = next((one[q] for q in ("q1", "q2", "q3", "q4") if one[q]), None)
        if quoted is not None:
            found.append(Named(quoted.strip(), "path", one.start(), one.end()))
            continue
        said = one.group()
        tail = _TAIL.search(said)
        if tail is not None and not (said.endswith(")") and "(" in said):
            said = said[: tail.start()]
        if one["path"] is not None:
            said = said.rstrip(" 　")
            if len(said.strip("./\\~")) < 2:
                continue
        sort: Sort = "mail" if one["mail"] else "web" if one["web"] else "path"
        found.append(Named(said, sort, one.start(), one.start() + len(said)))
    return found


def sort_of(target: str) -> Sort | None:
    """What an address or a path is that stands alone, as it was given; None for an address of another kind than the net's, mail's or a
    file's."""
    scheme = _SCHEME.match(target)
    word = scheme[1].casefold() if scheme else ""
    if word in ("http", "https") or target.casefold().startswith("www."):
        return "web"
    if word == "mailto":
        return "mail"
    return None if word not in ("", "file") else "path"


def is_relative(target: str) -> bool:
    """Whether a path is meant from where one stands."""
    return sort_of(target) == "path" and not _FROM_HERE.match(target) and not target.startswith(("/", "~", "file:"))


def last_name(target: str) -> str:
    """The name at the end of a path."""
    return re.split(r"[\\/]", target.rstrip("\\/"))[-1] or target


def pathless(text: str) -> str:
    """A text as it may go to a client: each path as the name at its end."""
    if "/" not in text and "\\" not in text:
        return text
    for one in reversed(named_in(text)):
        if one.sort == "path":
            text = text[: one.start] + last_name(one.target) + text[one.end :]
    return text
