"""What no service should ever ask: rules fixed before nominations, one frozen roll, sealed votes only while
the poll is open, papers only at the count, and no order of writing where votes are kept."""

from django.db import migrations

from consortium.migrations._guards import AppendOnly
from representation.migrations._election_guards import RefuseWhen, WithoutRowid

T = "representation_"
BEFORE_THE_POLL = (
    "'drafted', 'nominations-open', 'nominations-closed', 'uncontested', 'rehearsed'"
)
ENVELOPES_MAY_GO = "'published', 'void', 'abandoned'"
MOVES = """
    'drafted>nominations-open', 'drafted>abandoned',
    'nominations-open>nominations-closed', 'nominations-open>abandoned',
    'nominations-closed>nominations-open', 'nominations-closed>uncontested',
    'nominations-closed>rehearsed', 'nominations-closed>abandoned',
    'uncontested>nominations-open', 'uncontested>declared', 'uncontested>abandoned',
    'rehearsed>open', 'rehearsed>abandoned', 'open>closed', 'open>abandoned',
    'closed>counted', 'closed>abandoned', 'counted>declared',
    'declared>challenged', 'declared>published', 'challenged>declared', 'challenged>void',
    'published>destroyed', 'void>destroyed', 'abandoned>destroyed'
"""
RULES = (
    "structure_id", "electorate_id", "roll_source", "slug", "rule", "tie_rule", "fill_rule",
    "endorsements_needed", "full_from", "used_from", "stages_from", "group_least",
)
POLL = ("opens_at", "closes_at", "public_key", "roll_digest", "roll_size", "lot_commitment", "lot_source")


def differ(*columns):
    return "(" + " OR ".join(f"NEW.{one} <> OLD.{one}" for one in columns) + ")"


def state_of(row, via_contest=False):
    """The state of the row's election, as a subquery."""
    if via_contest:
        return (
            f"(SELECT e.state FROM {T}election AS e JOIN {T}contest AS c ON c.election_id = e.id"
            f" WHERE c.id = {row}.contest_id)"
        )
    return f"(SELECT e.state FROM {T}election AS e WHERE e.id = {row}.election_id)"


def of_line(row, line="line_id"):
    """The state of the election of the roll line that the row is about."""
    return (
        f"(SELECT e.state FROM {T}election AS e JOIN {T}rollline AS l ON l.election_id = e.id"
        f" WHERE l.id = {row}.{line})"
    )


WITHOUT_ROWID = [WithoutRowid(T + name) for name in ("envelope", "ballot", "receipt")]
APPEND_ONLY = [
    AppendOnly(T + name)
    for name in (
        "electionstep", "seal", "candidacystep", "endorsement", "rollline", "rollcorrection",
        "paperissue", "paperreturn", "ballot", "receipt", "count", "accountline", "outcome",
    )
]
ELECTION = [
    RefuseWhen(T + "election", "update", "moves_by_the_table",
               f"NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN ({MOVES})"),
    RefuseWhen(T + "election", "update", "rules_fixed", f"OLD.state <> 'drafted' AND {differ(*RULES)}"),
    RefuseWhen(T + "election", "update", "poll_fixed",
               f"OLD.state NOT IN ({BEFORE_THE_POLL}) AND {differ(*POLL)}"),
    RefuseWhen(T + "election", "update", "roll_frozen",
               "OLD.roll_digest <> '' AND NEW.roll_digest <> OLD.roll_digest"),
    RefuseWhen(T + "election", "delete", "kept", "OLD.state <> 'drafted'"),
    RefuseWhen(T + "contest", "insert", "fixed", f"{state_of('NEW')} <> 'drafted'"),
    RefuseWhen(T + "contest", "update", "fixed",
               f"{state_of('NEW')} <> 'drafted' AND {differ('election_id', 'number', 'title')}"),
    RefuseWhen(T + "contest", "delete", "fixed", f"{state_of('OLD')} <> 'drafted'"),
    *(
        RefuseWhen(T + "contestseat", event, "fixed", f"{state_of(row)} <> 'drafted'")
        for event, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ),
    RefuseWhen(T + "contestseat", "insert", "one_election",
               f"NEW.election_id <> (SELECT election_id FROM {T}contest WHERE id = NEW.contest_id)"),
]
CANDIDACIES = [
    *(
        RefuseWhen(T + "candidacy", event, "officer_never_stands",
                   f"NEW.person_id = (SELECT e.returning_officer_id FROM {T}election AS e"
                   f" JOIN {T}contest AS c ON c.election_id = e.id WHERE c.id = NEW.contest_id)")
        for event in ("insert", "update")
    ),
    *(
        RefuseWhen(T + "candidacy", event, "fixed_at_the_poll",
                   f"{state_of(row, via_contest=True)} NOT IN ({BEFORE_THE_POLL})")
        for event, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ),
]
ROLL = [
    RefuseWhen(T + "rollline", "insert", "frozen",
               f"(SELECT roll_digest FROM {T}election WHERE id = NEW.election_id) <> ''"),
    RefuseWhen(T + "paperissue", "insert", "while_it_can_vote",
               f"{of_line('NEW')} NOT IN ('rehearsed', 'open')"),
    RefuseWhen(T + "paperissue", "insert", "one_channel",
               f"EXISTS (SELECT 1 FROM {T}envelope WHERE line_id = NEW.line_id)"),
    RefuseWhen(T + "paperreturn", "insert", "until_the_count",
               f"{of_line('NEW', 'issue_id')} NOT IN ('open', 'closed')"),
]
BOX = [
    *(
        RefuseWhen(T + "envelope", event, rule, condition)
        for event in ("insert", "update")
        for rule, condition in (
            ("while_open", f"{state_of('NEW')} <> 'open'"),
            ("of_its_election",
             f"NEW.election_id <> (SELECT election_id FROM {T}rollline WHERE id = NEW.line_id)"),
            ("one_channel", f"EXISTS (SELECT 1 FROM {T}paperissue WHERE line_id = NEW.line_id)"),
        )
    ),
    RefuseWhen(T + "envelope", "delete", "until_published",
               f"{state_of('OLD')} NOT IN ({ENVELOPES_MAY_GO})"),
    RefuseWhen(T + "ballot", "insert", "at_the_count",
               f"{state_of('NEW', via_contest=True)} <> 'closed'"),
    RefuseWhen(T + "receipt", "insert", "at_the_count", f"{state_of('NEW')} <> 'closed'"),
    RefuseWhen(T + "accountline", "insert", "at_the_count", f"{state_of('NEW')} <> 'closed'"),
    RefuseWhen(T + "count", "insert", "at_the_count",
               f"{state_of('NEW', via_contest=True)} <> 'closed'"),
    *(
        RefuseWhen(T + "paperentry", event, "after_the_poll", f"{state_of('NEW')} <> 'closed'")
        for event in ("insert", "update")
    ),
    RefuseWhen(T + "paperentry", "delete", "until_published",
               f"{state_of('OLD')} NOT IN ({ENVELOPES_MAY_GO})"),
    *(
        RefuseWhen(T + "keyshareholder", event, "fixed_at_the_poll",
                   f"{state_of(row)} NOT IN ({BEFORE_THE_POLL})")
        for event, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
    ),
]
GUARDS = [*WITHOUT_ROWID, *APPEND_ONLY, *ELECTION, *CANDIDACIES, *ROLL, *BOX]


def guard(apps, schema_editor):
    for one in GUARDS:
        one.create(schema_editor)


def unguard(apps, schema_editor):
    for one in reversed(GUARDS):
        one.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("representation", "0003_elections")]
    operations = [migrations.RunPython(guard, unguard)]
