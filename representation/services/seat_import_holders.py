"""The holders that a file of seats names: known again, added, or ended; never brought back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.text import slugify

from consortium.audit import record
from consortium.decisions import Refused
from consortium.models import Identifier, Organisation, Person, User
from consortium.spreadsheets.columns import Row
from consortium.states import LegalForm
from representation.models import Appointment, Seat, Structure
from representation.rules.choosing import Choice, Votes, can_be_recorded
from representation.services.appointment_moves import begin, end
from representation.services.basis import let_fall
from representation.services.people_on_seats import person_for
from representation.services.seat_import_progress import SeatProgress
from representation.states import AppointmentState, EndReason, Mandate

SLUG_LENGTH = 80
COMPARED = {
    "mandate": "mandate",
    "chosen": "chosen_on",
    "electorate": "electorate",
    "voted": "voted",
    "stood": "stood",
    "term_to": "due_on",
}


class HolderRows:
    """Writes the rows' holders, those first that others' mandates rest on, then by their first days."""

    def __init__(self, structure: Structure, progress: SeatProgress, by: User | None) -> None:
        self.structure = structure
        self.progress = progress
        self.by = by
        self.organisations = {one.name.casefold(): one for one in Organisation.objects.all()}
        self.organisations |= {
            str(one).casefold(): one.organisation
            for one in Identifier.objects.select_related("organisation")
        }

    def write(self, rows: Sequence[Row], seats: Mapping[tuple[str, int], Seat]) -> None:
        """Every row that names a holder. Errors go to the progress."""
        named = [row for row in rows if self._is_whole(row)]
        for row in sorted(named, key=lambda row: (row["elected_from"] is not None, row["from"])):
            self._holder(row, seats[row["body"], row["seat"]])

    def _is_whole(self, row: Row) -> bool:
        """Whether the row names a holder and a first day; one without the other is an error."""
        if row["holder"] is None:
            for column in ("from", "mandate", "until", "on_behalf_of"):
                if row[column] is not None:
                    self.progress.refuse(row, column, "is given, but the holder's name is not")
                    break
            return False
        if row["from"] is None:
            self.progress.refuse(row, "from", "is empty")
        elif row["until"] is not None and row["until"] < row["from"]:
            self.progress.refuse(row, "until", "is before the first day")
        elif row["term_to"] is not None and row["term_to"] < row["from"]:
            self.progress.refuse(row, "term_to", "is before the first day")
        else:
            return True
        return False

    def _holder(self, row: Row, seat: Seat) -> None:
        known = Appointment.objects.filter(
            seat=seat, person__name=row["holder"], start_on=row["from"]
        ).select_related("seat__body__structure", "person", "on_behalf_of")
        appointment = known.first()
        if appointment is not None:
            self._again(row, appointment)
            return
        choice = self._choice(row, seat)
        if choice is None:
            return
        decision = can_be_recorded(seat, choice, until=row["until"])
        if not decision:
            self.progress.refuse(row, "holder", decision.reason)
            return
        self._add(row, seat, choice)

    def _again(self, row: Row, appointment: Appointment) -> None:
        """Somebody who is here already: ended if the file says so, and never begun again."""
        if appointment.state == AppointmentState.ENDED:
            is_same = row["until"] in {None, appointment.ended_on}
            kind = "unchanged" if is_same and row["until"] is not None else "kept"
            self._note(row, kind)
            return
        if not self._says_the_same(row, appointment):
            return
        if row["until"] is None:
            self._note(row, "unchanged")
        elif self._end(row, appointment):
            self._note(row, "ended")

    def _says_the_same(self, row: Row, appointment: Appointment) -> bool:
        for column, name in COMPARED.items():
            recorded = getattr(appointment, name)
            if row[column] is not None and row[column] != recorded:
                text = f"says otherwise than is recorded here: {recorded or 'nothing'}"
                self.progress.refuse(row, column, text)
                return False
        return True

    def _add(self, row: Row, seat: Seat, choice: Choice) -> None:
        """Written with its end at once, where it has one: somebody else may hold the seat by now."""
        self._make_way(seat, choice)
        appointment = Appointment.objects.create(**_values(seat, choice), **_end_of(row))
        begin(appointment, by=self.by)
        self._note(row, "added")

    def _make_way(self, seat: Seat, choice: Choice) -> None:
        """A holder whose term is over when the next one begins, and of whose end nothing is known."""
        before = seat.appointments.exclude(state=AppointmentState.ENDED).first()
        if before is not None and before.due_on is not None and before.due_on < choice.start_on:
            end(before, by=self.by, on=before.due_on, reason=EndReason.TERM_ENDED)

    def _end(self, row: Row, appointment: Appointment) -> bool:
        reason = EndReason(row["end_reason"] or EndReason.NOT_RECORDED)
        last: date = row["until"]
        try:
            end(appointment, by=self.by, on=last, reason=reason)
            let_fall(appointment, by=self.by, last_day=last)
        except Refused as refused:
            self.progress.refuse(row, "until", refused.reason)
            return False
        return True

    def _choice(self, row: Row, seat: Seat) -> Choice | None:
        """What the row says, or None after noting what is wrong with it."""
        mandate = Mandate(row["mandate"] or Mandate.NOT_RECORDED)
        organisation = self._organisation(row)
        person = self._person(row, organisation)
        basis = self._basis(row, person)
        if mandate is Mandate.INDIRECTLY_ELECTED and basis is None:
            self.progress.refuse(
                row, "elected_from", "names no body whose seat this person held that day"
            )
            return None
        votes = None
        if any(row[one] is not None for one in ("chosen", "electorate", "voted", "stood")):
            votes = Votes(
                row["chosen"] or row["from"], row["electorate"], row["voted"], row["stood"]
            )
        return Choice(
            person=person,
            mandate=mandate,
            start_on=row["from"],
            on_behalf_of=organisation,
            due_on=row["term_to"],
            basis=basis,
            votes=votes,
            source=row["source"] or "",
        )

    def _organisation(self, row: Row) -> Organisation | None:
        """By name or identifier, in any case; made where nobody knows it, which the dry run shows."""
        name = row["on_behalf_of"]
        if name is None:
            return None
        key = name.casefold()
        if key not in self.organisations:
            organisation = Organisation.objects.create(
                name=name, slug=_free_slug(name), legal_form=LegalForm.GROUP
            )
            record("organisation.created", subject=organisation, by=self.by, name=name)
            self.organisations[key] = organisation
            self.progress.note("organisation", row.places["on_behalf_of"], name, "added")
        return self.organisations[key]

    def _person(self, row: Row, organisation: Organisation | None) -> Person:
        return person_for(
            by=self.by,
            structure=self.structure,
            name=row["holder"],
            organisation=organisation,
        )

    def _basis(self, row: Row, person: Person) -> Appointment | None:
        if row["elected_from"] is None:
            return None
        return (
            Appointment.objects.filter(
                person=person,
                seat__body__structure=self.structure,
                seat__body__name=row["elected_from"],
                start_on__lte=row["from"],
            )
            .exclude(ended_on__lt=row["from"])
            .first()
        )

    def _note(self, row: Row, kind: str) -> None:
        self.progress.note("holder", row.places["holder"], row["holder"], kind)


def _values(seat: Seat, choice: Choice) -> dict[str, Any]:
    votes = choice.votes
    return {
        "seat": seat,
        "person": choice.person,
        "on_behalf_of": choice.on_behalf_of,
        "mandate": choice.mandate,
        "basis": choice.basis,
        "start_on": choice.start_on,
        "due_on": choice.due_on,
        "chosen_on": votes.chosen_on if votes else None,
        "electorate": votes.electorate if votes else None,
        "voted": votes.voted if votes else None,
        "stood": votes.stood if votes else None,
        "source": choice.source,
    }


def _end_of(row: Row) -> dict[str, Any]:
    if row["until"] is None:
        return {}
    return {
        "state": AppointmentState.ENDED,
        "ended_on": row["until"],
        "end_reason": row["end_reason"] or EndReason.NOT_RECORDED,
    }


def _free_slug(name: str) -> str:
    plain = slugify(name)[: SLUG_LENGTH - 5] or "organisation"
    slug, number = plain, 1
    while Organisation.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{plain}-{number}"
    return slug
