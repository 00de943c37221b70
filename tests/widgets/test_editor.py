from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from aetui.widgets.cells import graphemes
from aetui.widgets.editor import Editor


def typed(text: str, editor: Editor | None = None) -> Editor:
    editor = editor or Editor()
    for char in text:
        editor.insert(char)
    return editor


def test_typing_and_deleting_in_the_middle_of_wide_text() -> None:
    editor = typed("秋季海报")
    editor.left()
    editor.left()
    editor.insert("新")
    assert (editor.text, editor.cells_before(editor.cursor)) == ("秋季新海报", 6)
    editor.delete_left()
    editor.delete_right()
    assert (editor.text, editor.cells_before(editor.cursor)) == ("秋季报", 4)


def test_one_key_deletes_one_grapheme() -> None:
    editor = typed("好👨‍👩‍👧é🇨🇳")
    for left in ("好👨‍👩‍👧é", "好👨‍👩‍👧", "好", ""):
        editor.delete_left()
        assert editor.text == left


def test_words_are_latin_words_or_single_hanzi() -> None:
    editor = typed("给 client 看海报")
    stops = []
    while editor.cursor:
        editor.move(editor.word_before(editor.cursor))
        stops.append(editor.cursor)
    assert stops == [11, 10, 9, 2, 0]
    stops = []
    while editor.cursor < len(editor.text):
        editor.move(editor.word_after(editor.cursor))
        stops.append(editor.cursor)
    assert stops == [2, 9, 10, 11, 12]


def test_selection_is_replaced_by_what_is_typed() -> None:
    editor = typed("周三12:00")
    editor.move(2)
    editor.move(7, select=True)
    assert editor.selected == "12:00"
    editor.insert("五")
    assert (editor.text, editor.selection) == ("周三五", (3, 3))
    editor.select_all()
    editor.delete_left()
    assert editor.text == ""


def test_undo_takes_back_what_was_typed_in_one_go() -> None:
    editor = typed("秋季 海报")
    editor.delete_left()
    editor.delete_left()
    steps = []
    while editor.undo():
        steps.append(editor.text)
    assert steps == ["秋季 海报", "秋季 ", "秋季", ""]
    while editor.redo():
        pass
    assert editor.text == "秋季 "


def test_a_click_finds_the_nearer_edge() -> None:
    editor = Editor("a海b")
    assert [editor.index_at(cell) for cell in range(6)] == [0, 1, 2, 2, 3, 3]


class Editing(RuleBasedStateMachine):
    """Whatever is pressed: the cursor stands on an edge, and undo leads back to the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = Editor("起")

    @rule(text=st.text(st.sampled_from("好a ，👍\u200d🏻\u0301🇨é"), min_size=1, max_size=3))
    def insert(self, text: str) -> None:
        before = self.editor.text
        low, high = self.editor.selection
        self.editor.insert(text)
        assert self.editor.text == before[:low] + text + before[high:]

    @rule()
    def delete_left(self) -> None:
        self.editor.delete_left()

    @rule()
    def delete_right(self) -> None:
        self.editor.delete_right()

    @rule(index=st.integers(-1, 40), select=st.booleans())
    def move(self, index: int, select: bool) -> None:
        self.editor.move(index, select=select)

    @rule(word=st.booleans())
    def delete_to(self, word: bool) -> None:
        self.editor.delete_to(self.editor.word_before(self.editor.cursor) if word else 0)

    @rule()
    def undo(self) -> None:
        self.editor.undo()

    @rule()
    def redo(self) -> None:
        self.editor.redo()

    @invariant()
    def on_an_edge(self) -> None:
        edges = {0, *(end for _, end, _ in graphemes(self.editor.text))}
        assert {self.editor.cursor} <= edges

    def teardown(self) -> None:
        while self.editor.undo():
            pass
        assert self.editor.text == "起"


TestEditing = Editing.TestCase
