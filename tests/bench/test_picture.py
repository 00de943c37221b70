import importlib.util
from pathlib import Path
from xml.etree import ElementTree

import pyte

_SPEC = importlib.util.spec_from_file_location("picture", Path(__file__).parents[2] / "bench" / "picture.py")
assert _SPEC is not None
assert _SPEC.loader is not None
picture = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(picture)

NS = "{http://www.w3.org/2000/svg}"


def test_every_run_takes_its_cells() -> None:
    screen = pyte.Screen(20, 3)
    pyte.Stream(screen).feed("\x1b[1;38;2;232;96;76m超 0:20\x1b[0m ──<&>\x1b[2;1H\x1b[7m申花\x1b[0m")
    root = ElementTree.fromstring(picture.svg(screen))
    texts = [(t.text, float(t.attrib["x"]), float(t.attrib["textLength"])) for t in root.iter(f"{NS}text")]
    w = picture.CELL_WIDTH
    assert [(t, round(x / w), round(size / w)) for t, x, size in texts] == [
        ("超", 0, 2),
        (" 0:20", 2, 5),
        ("──", 8, 2),
        ("<&>       ", 10, 10),
        ("申花", 0, 4),
    ]
    assert next(root.iter(f"{NS}text")).attrib["fill"] == "#e8604c"
