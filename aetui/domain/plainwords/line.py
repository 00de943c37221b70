"""One line of text, cut into tokens, for the rules to read off."""

from __future__ import annotations

from datetime import date

from aetui.domain.plainwords import guards
from aetui.domain.plainwords.lexer import lex, normalize
from aetui.domain.plainwords.meaning import Kind, Token
from aetui.domain.plainwords.own import OwnTimes


class TokenLine:
    """`strict`: a sentence, where what stands around a time may make it something else; a text that is to be
    a time as a whole is taken at its word. `today`: the day on the desk's clock. `own`: the house's own words for times."""

    def __init__(self, text: str, today: date, *, strict: bool, own: OwnTimes = ()) -> None:
        self.text = normalize(text)
        self.tokens = lex(self.text, own=own)
        self.today = today
        self.strict = strict
        self._end = Token("punct", len(self.text), len(self.text), "")

    def __getitem__(self, i: int) -> Token:
        """The i-th token; past the last a full stop."""
        return self.tokens[i] if i < len(self.tokens) else self._end

    def __len__(self) -> int:
        return len(self.tokens)

    def skip(self, i: int) -> int:
        """The next token that is no space, from `i` on."""
        return i + 1 if self[i].kind == "space" else i

    def back(self, i: int) -> int:
        """The last token before `i` that is no space; -1 where there is none."""
        i -= 1
        return i - 1 if i >= 0 and self.tokens[i].kind == "space" else i

    def kind(self, i: int) -> Kind:
        return self[i].kind

    def start(self, i: int) -> int:
        return self[i].start

    def follows(self, i: int, beginnings: tuple[str, ...]) -> bool:
        """In a sentence: whether what comes after the tokens up to `i` begins with one of them."""
        return self.strict and guards.follows(self.text, self[i].start, beginnings)

    def precedes(self, i: int, endings: tuple[str, ...]) -> bool:
        """In a sentence: whether what stands before token `i` ends with one of them."""
        return self.strict and guards.precedes(self.text, self[i].start, endings)

    def attached(self, after: int, i: int) -> bool:
        """Whether the word at token `i` (前, 内, 后) belongs to what ends before token `after`: behind a space a
        single character may as well begin a word of its own (周五 前海项目)."""
        if i == after or len(self[i].text) > 1 or self[after - 1].text[-1:].isascii():
            return True
        return self.ends_clause(i + 1) or self.done_then(i + 1)

    def done_then(self, i: int) -> bool:
        """Whether what comes after the tokens up to `i` says what is done then (月底交)."""
        return guards.done_then(self.text, self[i].start)

    def ends_clause(self, i: int) -> bool:
        return self[self.skip(i)].kind == "punct" and self[self.skip(i)].text != "("
