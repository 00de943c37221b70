"""What is said of a paper on its page, as the AM says it or as her remark is answered (A2)."""

from __future__ import annotations

from aetui.desk.book.deputies import approver
from aetui.desk.papers.sending import answer_paper, approve_paper, return_paper
from aetui.domain.gates import paper_state
from aetui.domain.records import Paper
from aetui.domain.records.refs import Ref
from aetui.screens.frame.asking import gated
from aetui.screens.frame.questions import AskingScreen


def approve_or_answer(screen: AskingScreen, ref: str) -> bool:
    """A paper that was returned is answered, every other approved; False where `ref` is no paper."""
    paper = _paper(screen, ref)
    if paper is None:
        return False
    if paper_state(paper) == "returned":
        screen.ask("paper.answer", lambda how: _answer(screen, paper, how), of=paper.id)
    else:
        screen.ask("paper.approve", lambda by: _approve(screen, paper, by), of=paper.id, default=_am(screen))
    return True


def give_back(screen: AskingScreen, ref: str) -> bool:
    """A paper is returned: by whom, and the remark; False where `ref` is no paper."""
    paper = _paper(screen, ref)
    if paper is None:
        return False
    screen.ask("paper.back_by", lambda by: _ask_remark(screen, paper, by), of=f"{paper.id} by", default=_am(screen))
    return True


def _ask_remark(screen: AskingScreen, paper: Paper, by: str) -> None:
    if by.strip():
        screen.ask(
            "paper.back", lambda remark: _return(screen, paper, remark, by), of=f"{paper.id} back", by=by.strip()
        )


def _answer(screen: AskingScreen, paper: Paper, how: str) -> None:
    answer_paper(screen.desk, paper.id, how, screen.now())
    screen.desk_app.tell(screen.say("paper.was_answered", title=paper.title))


def _approve(screen: AskingScreen, paper: Paper, by: str) -> None:
    def approve(why: str | None) -> None:
        approve_paper(screen.desk, paper.id, by, screen.now(), why=why)
        screen.desk_app.tell(screen.say("paper.approved", title=paper.title, by=by.strip()))

    gated(screen, screen.prompt, f"pass {paper.id}", approve, rising=True)


def _return(screen: AskingScreen, paper: Paper, remark: str, by: str) -> None:
    def back(why: str | None) -> None:
        return_paper(screen.desk, paper.id, remark, by, screen.now(), why=why)
        screen.desk_app.tell(screen.say("paper.was_returned", title=paper.title, by=by.strip()))

    gated(screen, screen.prompt, f"pass {paper.id}", back, rising=True)


def _am(screen: AskingScreen) -> str:
    return approver(screen.desk, screen.now())


def _paper(screen: AskingScreen, ref: str) -> Paper | None:
    named = Ref.parse(ref)
    return screen.desk.get(Paper, named.id) if named.kind == "papers" else None
