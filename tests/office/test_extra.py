"""Without the extra nothing is missing but the office, and that is said in one sentence."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = {
    "joining": "from aetui.office.joining import join; join('postgresql://aetui_a_b_1:x@h/d')",
    "opening": "from aetui.office.server import Server; Server.open('postgresql://h/d', 'aetui_a_b_1')",
    "keeping": "from aetui.office.keeper import Keeper; Keeper('postgresql://h/d')",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_without_psycopg_it_is_said_how_to_get_it(call: str) -> None:
    code = f"""
import sys
sys.modules['psycopg'] = None
from aetui.domain.errors import DeskError
from aetui.locales import Texts
from aetui.locales.errors import sentence
try:
    {call}
except DeskError as told:
    print(type(told).__name__, told.status, sentence(Texts('zh'), told), sentence(Texts('en'), told))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("NoExtra 3 ")
    assert done.stdout.count("pip install 'aetui[office]'") == 2


def test_the_errors_can_be_named_without_it() -> None:
    """Whoever catches them doesn't pay for what speaks to a server."""
    code = "import sys; import aetui.office.errors; print([m for m in sys.modules if m.startswith('psycopg')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
