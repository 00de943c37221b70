"""Two versions of a record, side by side."""

from __future__ import annotations

from aetui.desk.files.clashes import TwoVersions
from aetui.locales import Texts
from aetui.widgets.cells import Part
from aetui.widgets.rows import Row, Section


def versions(say: Texts, one: TwoVersions) -> Section:
    """Line by line what stands, and what the other says."""
    rows = [Row("", ((one.title, "ink bold"),), (), 0)]
    for line in one.lines:
        rows.append(Row("", ((line.label, "dim"),)))
        for sign, key, said in (("<", "here", line.before), (">", "other", line.after)):
            words: Part = (said, "ink") if said else (say("office.says_nothing"), "faint")
            rows.append(Row("", ((f"  {sign} ", "act"), (say(f"office.{key}") + " ", "dim"), words), (), 6))
    rows.append(Row("", ((say("office.ways"), "act"),), (), 0))
    return Section("versions", (), rows)
