"""What the board and the detail ask about an obligation: how it was met (x), why it is let go (w)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aetui.desk.acts import SHORTEST_REASON
from aetui.desk.asked import OPENED_BY_ANSWER, gates_of, how_met, let_go_said, which_card, why_let_go, why_passed
from aetui.desk.book.deputies import hears_trouble
from aetui.desk.obligations import find_open, meet, needs_words, waive
from aetui.desk.trying import refusal
from aetui.domain.errors import DeskError, Refused
from aetui.domain.obligations import OPEN, TROUBLE, Obligation
from aetui.domain.records import Card, Item
from aetui.locales.wording import title
from aetui.screens.frame.base import DeskScreen
from aetui.screens.frame.questions import AskingScreen
from aetui.screens.frame.trouble import tell_reported, told_above
from aetui.widgets.prompt import Prompt


def gated(
    screen: DeskScreen,
    prompt: Prompt,
    key: str,
    verb: Callable[[str | None], object],
    *,
    solved: Callable[[str], object] | None = None,
    reports: Sequence[Obligation] = (),
    rising: bool = False,
) -> None:
    """Do it; where a gate refuses, tell which, and ask for the reason that opens it. What no reason opens, R10's solution, is
    asked for where `solved` takes it, below what is reported (`reports`). Any other mistake is told, or rises to whoever asked. `key`: what it is about, as half-typed answers are kept."""
    try:
        verb(None)
    except Refused as refused:
        if refused.key != "gate.solution":
            screen.desk_app.complain(refused)
            ask_reason(screen, prompt, key, verb, refused)
        elif solved is None:
            screen.desk_app.complain(refused)
        else:
            _ask_solution(screen, prompt, key, solved, reports)
    except DeskError as mistake:
        if rising:
            raise
        screen.desk_app.complain(mistake)


def gate_first(
    screen: DeskScreen, prompt: Prompt, key: str, trial: Callable[[], object], ask: Callable[[str | None], object]
) -> None:
    """Ask for what an act takes beside a reason (`ask`, which is handed the reason that was given). A gate that refuses the act
    whatever is answered (`trial`: the act with nothing typed) is asked for its reason before, not after it."""
    refused = refusal(screen.desk, trial, screen.now())
    if refused is None or OPENED_BY_ANSWER & set(gates_of(refused)):
        ask(None)
    else:
        screen.desk_app.complain(refused)
        ask_reason(screen, prompt, key, ask, refused)


def _ask_solution(
    screen: DeskScreen, prompt: Prompt, key: str, solved: Callable[[str], object], reports: Sequence[Obligation]
) -> None:
    boss = hears_trouble(screen.desk, screen.now()) or screen.say("role.supervisor")

    def answered(text: str | None) -> None:
        if (text or "").strip():
            with screen.minding():
                solved(text or "")
                tell_reported(screen)

    prompt.ask(
        screen.say("ask.how.trouble.report", boss=boss),
        answered,
        above=told_above(screen, reports),
        key=f"{key} how",
        like=screen.say("ask.how.trouble.report.like"),
    )


def ask_reason(screen: DeskScreen, prompt: Prompt, key: str, take: Callable[[str], object], refused: Refused) -> None:
    """A gate refuses: ask for the written reason that opens it (of what is open on a card: what becomes of it, R9), and give it to
    `take`; what is no reason is asked for again. `key`: what it is asked about, so that a half-typed reason is kept with it."""
    question = why_passed(screen.say, refused)

    def answered(why: str | None) -> None:
        said = (why or "").strip()
        if not said:
            return
        if len(said) < SHORTEST_REASON:
            screen.desk_app.tell(screen.say("asked.pass_short"), late=True)
            ask(said)
        else:
            with screen.minding():
                take(said)

    def ask(draft: str = "") -> None:
        prompt.ask(question.words, answered, key=key, draft=draft, like=question.like)

    ask()


def ask_met(screen: DeskScreen, prompt: Prompt, obligation: Obligation) -> None:
    """Ask how it was done, in one line; Enter takes what stands there. A gate that is shut asks for the reason first."""
    if obligation.state not in OPEN:
        said = title(screen.say, obligation, screen.desk.rulebook)
        screen.desk_app.tell(screen.say("asked.ended", title=said))
        return
    gate_first(
        screen,
        prompt,
        f"pass {obligation.id}",
        lambda: meet(screen.desk, obligation, screen.now(), how=""),
        lambda why: _ask_how(screen, prompt, obligation, why),
    )


def _ask_how(screen: DeskScreen, prompt: Prompt, obligation: Obligation, given: str | None, *, draft: str = "") -> None:
    question = how_met(screen.desk, screen.say, obligation, screen.now())
    prompt.ask(
        question.words,
        lambda how: _met(screen, prompt, obligation, how, given),
        draft=draft,
        like=question.like,
        about=question.about,
        default=question.usual,
        above=told_above(screen, [obligation]) if question.above else "",
        key=f"met {obligation.id}",
    )


def card_question(screen: DeskScreen, client_id: str | None) -> tuple[str, str]:
    """On which card an item goes (Y3), and the one that Enter takes."""
    return which_card(screen.desk, screen.say, client_id)


def _met(screen: DeskScreen, prompt: Prompt, obligation: Obligation, how: str | None, given: str | None) -> None:
    if how is None:
        return
    say = screen.say
    if needs_words(obligation) and not how.strip():
        screen.desk_app.tell(say("asked.words_needed"), late=True)
        _ask_how(screen, prompt, obligation, given)
        return

    def verb(why: str | None) -> None:
        opening = obligation.rule == "card.open"
        before = {card.id for card in screen.desk.each(Card)} if opening else set()
        meet(screen.desk, obligation, screen.now(), how=how, why=why or given)
        if obligation.rule == TROUBLE:
            tell_reported(screen)
        else:
            screen.desk_app.tell(say("met.said", title=title(say, obligation, screen.desk.rulebook)))
        item = screen.desk.get(Item, obligation.subject_id) if opening else None
        card = screen.desk.get(Card, item.card_id) if item is not None else None
        if card is not None and card.id not in before:  # it was opened for the item (Y3)
            screen.open_made(card)

    def asked(why: str | None) -> None:
        try:
            verb(why)
        except DeskError as mistake:
            if mistake.key.startswith("card."):  # which card: asked again, with what was typed
                _ask_how(screen, prompt, obligation, given, draft=how)
            raise

    gated(screen, prompt, f"pass {obligation.id}", asked)


def ask_waive(screen: DeskScreen, prompt: Prompt, obligation: Obligation) -> None:
    """Ask why it is let go; without a reason it stays."""
    say = screen.say
    if obligation.state not in OPEN:
        screen.desk_app.tell(say("asked.ended", title=title(say, obligation, screen.desk.rulebook)))
        return
    question = why_let_go(screen.desk, say, obligation.subject_id, title(say, obligation, screen.desk.rulebook))
    prompt.ask(
        question.words,
        lambda why: _waived(screen, obligation, why),
        key=f"waive {obligation.id}",
        like=question.like,
        about=question.about,
    )


def _waived(screen: DeskScreen, obligation: Obligation, why: str | None) -> None:
    if why is None:
        return
    if not why.strip():
        screen.desk_app.tell(screen.say("asked.why_needed"), late=True)
        return
    with screen.minding():
        waive(screen.desk, obligation, why, screen.now())
        screen.desk_app.tell(let_go_said(screen.desk, screen.say, obligation))


def ask_how_or_why(screen: AskingScreen, which: str, obligation: Obligation, client: str) -> None:
    """How a client's duty of the week was done (`how`), or why it is let go (`why`). It may have been done meanwhile."""
    usual = f"ask.usual.{obligation.rule}"

    def take(text: str) -> None:
        still = find_open(screen.desk, obligation.id, screen.now()) or obligation
        if which == "how":
            meet(screen.desk, still, screen.now(), how=text)
        else:
            waive(screen.desk, still, text, screen.now())
        said = title(screen.say, obligation, screen.desk.rulebook)
        screen.desk_app.tell(screen.say("met.said" if which == "how" else "waive.said", title=said))

    screen.ask(
        f"week.{which}",
        take,
        of=f"{which} {obligation.id}",
        default=screen.say(usual) if which == "how" and screen.say.has(usual) else "",
        client=client,
        what=screen.desk.rulebook.title(obligation.rule, screen.say.lang),
    )
