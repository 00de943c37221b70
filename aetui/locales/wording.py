"""What an obligation is called, in the user's language."""

from __future__ import annotations

from aetui.domain.obligations import Obligation
from aetui.domain.records import Profile
from aetui.domain.rulebook import Rulebook
from aetui.locales import Texts


def title(say: Texts, owed: Obligation, rulebook: Rulebook, profile: Profile | None) -> str:
    """`秋季海报 工作进度表`. A user's own rule is called by its own title, with the words it is about."""
    key = f"owed.{owed.rule}"
    if owed.rule == "call.return" and owed.subject_type == "call":
        key += ".missed"
    if not say.has(key):
        own = rulebook.title(owed.rule, say.lang)
        return f"{owed.what} {own}".strip()
    return say(
        key,
        what=owed.what,
        owner=owed.owner or "",
        supervisor=someone(profile, "supervisor") or say("role.supervisor"),
        who=owed.what,
    ).strip()


def someone(profile: Profile | None, role: str) -> str | None:
    """The name of the person in that role, where the profile names one."""
    return next((p.name for p in profile.people if p.role == role), None) if profile else None


