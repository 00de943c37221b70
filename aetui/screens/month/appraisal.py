"""An AE's appraisal: the AM's words edited in place, a change with finance's check, the year's figures beside (A10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from aetui.commands import APPRAISAL
from aetui.desk.files.given import path_typed
from aetui.desk.files.places import file_place
from aetui.desk.month.appraisals import HEADINGS, check_finance, see_skill, the_appraisal, write_appraisal, year_figures
from aetui.desk.own.part import take_part
from aetui.desk.papers import Subject
from aetui.domain.lines.verdict import read_word, write_word
from aetui.domain.records import Appraisal
from aetui.domain.records.refs import Ref
from aetui.domain.rulebook.homes import homes
from aetui.screens.frame.page import PageScreen
from aetui.screens.month import appraisal_sections as show
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Section
from aetui.widgets.theme import style_sheet


class AppraisalScreen(PageScreen):
    """One person's year. Enter writes the heading that the cursor stands on."""

    WHERE = APPRAISAL
    CSS_PATH: ClassVar = [style_sheet("page"), style_sheet("month")]
    ARROWS_CROSS = False

    def __init__(self, person: str, year: int) -> None:
        super().__init__()
        self._person, self._year = person, year

    @property
    def about(self) -> str:
        return f"{self._person} {self._year}"

    @property
    def appraisal(self) -> Appraisal | None:
        return the_appraisal(self.desk, self._person, self._year)

    # Showing

    def head(self, now: datetime) -> tuple[Parts, Parts] | None:  # noqa: ARG002
        say = self.say
        left: Parts = (
            (self._person, "ink bold"),
            (f"   {say('paper.appraisal')} ", "dim"),
            (str(self._year), "act bold"),
        )
        at = show.handed_in(self.desk, self._person, self._year)
        return left, (show.handed_words(self.desk, say, at),)

    def sides(self, now: datetime, cells: int) -> tuple[Sequence[Section], Sequence[Section]]:
        desk, say, found = self.desk, self.say, self.appraisal
        room = max(self.size.width - cells - 12, 20) if self.right.display else cells
        year = year_figures(desk, self._person, self._year)
        left = (
            show.words_section(say, found),
            show.change_section(desk, say, found, now),
            *show.skills_sections(desk, say, found, year),
        )
        right = (
            *show.figures_sections(desk, say, self._person, self._year, room),
            *show.quality_section(desk, say, self._person, self._year),
            show.lessons_section(desk, say, self._person, self._year),
            show.obligation_section(desk, say, self._person, self._year, now),
            *show.own_sections(desk, say, found),
        )
        return left, right

    # Keys

    def edit(self, ref: str) -> bool:
        kind, key = Ref.parse(ref).pair
        if kind == "word":
            self._write(key)
        elif kind == "change":
            self._write("change")
        elif kind == "skill":
            self._see(key)
        elif kind == "finance":
            self.action_finance()
        else:
            return False
        return True

    def _write(self, heading: str) -> None:
        found = self.appraisal
        had = (found.change if heading == "change" else found.words.get(heading)) if found else None

        def take(text: str) -> None:
            said = {heading: text} if heading in HEADINGS else {"change_to": text}
            write_appraisal(self.desk, self._person, self._year, self.now(), **said)

        self.ask(
            "field",
            take,
            of=f"{self.about} {heading}",
            edits=had or "",
            field=f"appraisal.{heading}",
        )

    def _see(self, line: str) -> None:
        """How the AE is seen in a line of her skills."""
        found = self.appraisal

        def take(text: str) -> None:
            see_skill(self.desk, self._person, self._year, line, read_word(text), self.now())

        word = homes().skill[line].word.get(self.say.lang)
        had = write_word(found.skills.get(line)) if found else ""
        self.ask("skill", take, of=f"{self.about} {line}", edits=had, line=line, word=word)

    def finish(self, ref: str) -> bool:
        if Ref.parse(ref).kind in ("finance", "change"):
            self.action_finance()
            return True
        return super().finish(ref)

    def action_finance(self) -> None:
        """Who in Finance has checked the raise or change."""
        found = self.appraisal
        if found is None or not found.change:
            self.desk_app.tell(self.say("appraisal.not_needed"))
            return
        had = (found.finance.by or "") if found.finance else None

        def take(by: str) -> None:
            if by.strip() != had:  # the same one has checked it as of then
                check_finance(self.desk, self._person, self._year, by, self.now())

        self.ask("finance", take, edits=had)

    def action_take_own(self) -> None:
        """The AE's own part, from the file that she gave."""

        def take(text: str) -> None:
            if text.strip():
                found = take_part(self.desk, path_typed(text), self.now())
                self.desk_app.tell(self.say("own.taken", who=found.person, year=found.year))

        self.ask("take_own", take, default=str(file_place(self.desk) / f"{self._person}-{self._year}.json"))

    def action_period_before(self) -> None:
        self._turn(-1)

    def action_period_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self._year = min(max(self._year + by, 1970), 9000)
        self.refresh_all()

    def page_paper(self) -> tuple[str, Subject]:
        return "appraisal", Subject(person=self._person, period=str(self._year))
