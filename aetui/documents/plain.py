"""A sheet as plain lines, to be pasted into a chat or a mail: no markup, no columns, no lines drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aetui.documents.sheet import Block, Paragraphs, Points, Sheet, Signatures, Table, Timeline


def plain_text(sheet: Sheet, *, colon: str, comma: str) -> str:
    """The sheet, a line each: heading, facts, parts with an empty line between. Bars say nothing that the table above them doesn't, and
    lines to sign on are for paper. `colon`, `comma`: how its language joins a label to what it says, and several in a line."""
    said = _Said(colon, comma)
    blocks = [[sheet.heading or sheet.title, *(said.fact(*fact) for fact in sheet.facts)]]
    for part in sheet.parts:
        lines = [line for block in part.blocks for line in said.block(block)]
        if not lines and part.none:
            lines = [part.none]
        if lines:
            blocks.append([part.heading, *lines] if part.heading else lines)
    if sheet.foot:
        blocks.append([sheet.foot])
    return "\n\n".join("\n".join(line.replace("\u00a0", " ") for line in one if line) for one in blocks) + "\n"


class _Said:
    """How a language joins what stands in a line."""

    def __init__(self, colon: str, comma: str) -> None:
        self.colon, self.comma = colon, comma

    def fact(self, label: str, value: str) -> str:
        return f"{label}{self.colon}{value}" if label and value else label or value

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraphs():
                yield from (line for text in block.lines for line in text.splitlines())
            case Points():
                for n, item in enumerate(block.items, 1):
                    yield f"{n}. {item}" if block.numbered else f"· {item}"
            case Table():
                yield from self.table(block)
            case Signatures() | Timeline():
                return

    def table(self, table: Table) -> Iterator[str]:
        if len(table.columns) == 2:
            yield from (self.fact(*row) for row in table.rows)
            return
        for n, row in enumerate(table.rows, 1):
            last = table.total and n == len(table.rows)
            yield self._row(table.columns, row, "" if last else f"{n}. ")

    def _row(self, columns: Sequence[str], row: Sequence[str], number: str) -> str:
        """`1. 初稿，负责 王芳，截止 2026年11月25日 周三`: what it is, then the other cells by their columns' names."""
        cells = [(name, " ".join(cell.split())) for name, cell in zip(columns, row, strict=False) if cell.strip()]
        if cells and cells[0][1].rstrip(".") == number.rstrip(". "):
            del cells[0]  # it is numbered already
        first, *rest = cells or [("", "")]
        return number + self.comma.join([first[1], *(f"{name} {cell}" for name, cell in rest)])
