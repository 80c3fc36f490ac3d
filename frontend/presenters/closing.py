"""What becomes of an organisation's people, votes and payments when it closes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consortium.selectors.closing import Ties
from frontend.templatetags.manyhands import money_to_the_penny
from representation.selectors.closing import Voice


def closing_words(ties: Ties, voice: Voice) -> str:
    """One sentence for each thing that hangs on it, and nothing of what does not."""
    said = [
        _(
            "From that day no list of members, new roll or new plan has it. What was done before stays."
        )
    ]
    if len(ties.networks) > 1:
        networks = _("It belongs to these networks, and is closed for all of them: %(names)s.")
        said.append(networks % {"names": ", ".join(ties.networks)})
    if ties.people:
        said.append(
            ngettext(
                "%(n)s person acts for it, until the lead ends the role.",
                "%(n)s people act for it, until the lead ends their roles.",
                ties.people,
            )
            % {"n": ties.people}
        )
    if voice.seats:
        said.append(
            ngettext(
                "%(n)s seat is held on its behalf, until the appointment is ended.",
                "%(n)s seats are held on its behalf, until the appointments are ended.",
                voice.seats,
            )
            % {"n": voice.seats}
        )
    if voice.votes:
        said.append(
            ngettext(
                "It is on the roll of %(n)s running vote: the returning officer decides about that.",
                "It is on the roll of %(n)s running votes: the returning officer decides about those.",
                voice.votes,
            )
            % {"n": voice.votes}
        )
    if ties.owed_pence:
        owed = _("%(sum)s is owed to it, and is paid all the same.")
        said.append(owed % {"sum": money_to_the_penny(ties.owed_pence)})
    return " ".join(said)
