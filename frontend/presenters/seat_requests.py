"""What pages say of a board's request: to its officer, and to who leads the network."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.presenters.parts import Cell, Column, Fact, Row, Step, Table, Task, table_of
from frontend.templatetags.manyhands import day, moment, short_day
from representation.seat_requests.states import REQUEST_MOVES, RequestState
from representation.selectors.seat_requests import RequestView

STATES: Mapping[RequestState, Promise] = {
    RequestState.UNCONFIRMED: gettext_lazy("Not confirmed"),
    RequestState.WAITING: gettext_lazy("Waits for an answer"),
    RequestState.ACCEPTED: gettext_lazy("Accepted"),
    RequestState.REFUSED: gettext_lazy("Refused"),
    RequestState.WITHDRAWN: gettext_lazy("Withdrawn"),
}
TAGS: Mapping[RequestState, str] = {
    RequestState.UNCONFIRMED: "gap",
    RequestState.WAITING: "due",
    RequestState.ACCEPTED: "ok",
    RequestState.REFUSED: "no",
    RequestState.WITHDRAWN: "plain",
}
LEADS: Mapping[RequestState, Promise] = {
    RequestState.UNCONFIRMED: gettext_lazy(
        "Nobody at the network has been shown this yet. Confirm that it is from you."
    ),
    RequestState.WAITING: gettext_lazy("The network has your request and will answer by e-mail."),
    RequestState.ACCEPTED: gettext_lazy("The network has accepted: the seat is there."),
    RequestState.REFUSED: gettext_lazy("The network cannot offer somebody. It says why below."),
    RequestState.WITHDRAWN: gettext_lazy("You have withdrawn this request."),
}


def request_facts(view: RequestView) -> Iterator[Fact]:
    """What was asked for, as both sides see it."""
    yield Fact(_("Network"), view.structure)
    yield Fact(_("Board"), view.board)
    yield Fact(_("Whose it is"), view.owner)
    yield Fact(_("What the person is to do"), view.role)
    yield Fact(_("Terms of reference"), view.terms)
    if view.skills:
        yield Fact(_("Skills asked for"), view.skills)
    yield Fact(_("Somebody is needed by"), day(view.needed_by))


def officer_facts(view: RequestView) -> Iterator[Fact]:
    """Who asks: for those who answer, and for nobody else."""
    yield Fact(_("Who asks"), view.officer_name)
    yield Fact(_("E-mail"), view.officer_email)


def request_steps(view: RequestView) -> tuple[Step, ...]:
    """Every move with its moment and reason; the last one is now, unless it is the end."""
    last = len(view.steps) - 1
    is_over = not REQUEST_MOVES[view.state]
    return tuple(
        Step(
            str(STATES[one.to]),
            "now" if n == last and not is_over else "done",
            " ".join(part for part in (f"{moment(one.at)}.", one.reason) if part),
        )
        for n, one in enumerate(view.steps)
    )


def requests_table(views: Sequence[RequestView]) -> Table | None:
    """What boards ask for, a request a row; None without any."""
    if not views:
        return None
    columns = (
        Column(_("Board")),
        Column(_("What the person is to do")),
        Column(_("Needed by")),
        Column(_("State")),
    )
    rows = tuple(_row(one) for one in views)
    return table_of(Table(_("What boards ask for"), columns, rows, id="requests"))


def _row(one: RequestView) -> Row:
    return Row(
        (
            Cell(one.board, href=request_address(one), small=one.owner),
            Cell(one.role),
            Cell(day(one.needed_by)),
            Cell(str(STATES[one.state]), tag=TAGS[one.state]),
        ),
        look=one.state is RequestState.WAITING,
    )


def request_address(one: RequestView) -> str:
    """Where it is answered."""
    return reverse("staff:board-request", args=[one.structure_slug, one.id])


def request_tasks(views: Sequence[RequestView]) -> tuple[Task, ...]:
    """Each request that waits, for the desk."""
    return tuple(
        Task(
            _("Answer the board: %(board)s") % {"board": one.board},
            request_address(one),
            one.role,
            _("Needed by %(day)s") % {"day": short_day(one.needed_by)},
            "due",
        )
        for one in views
    )
