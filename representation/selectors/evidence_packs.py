"""An election's evidence pack, from its rows: the same bytes for the same rows."""

from datetime import UTC, datetime

from representation.counting.result import Rule
from representation.election_states import (
    ELECTION_MOVES,
    OFFICES,
    CandidacyState,
    ElectionState,
    Office,
)
from representation.evidence.archive import as_zip
from representation.evidence.disclosure import Thresholds
from representation.evidence.facts import (
    CandidateFacts,
    ChannelAccount,
    ContestFacts,
    PackFacts,
    StepFacts,
)
from representation.evidence.manifest import NAME, read_manifest
from representation.evidence.pack import build_pack
from representation.models import AccountLine, Candidacy, Contest, Election, ElectionStep, Receipt
from representation.selectors.contests import is_contested, places
from representation.selectors.outcomes import Elected, elected_in
from representation.selectors.published_roll import roll_rows
from representation.selectors.results import counted_again
from representation.selectors.seals import chain_of

SETTINGS = (
    "rule", "tie_rule", "fill_rule", "endorsements_needed", "nominations_open_at",
    "nominations_close_at", "opens_at", "closes_at", "challenge_days", "term_starts_on",
    "lot_commitment", "lot_source", "lot_public_value", "public_key", "roll_digest",
)  # fmt: skip


def evidence_pack(election: Election) -> bytes:
    """The pack as a ZIP. Only for an election whose result is public: the caller asks that first."""
    return as_zip(pack_files(election))


def pack_head(election: Election) -> str:
    """The one figure to publish beside the pack."""
    manifest = read_manifest(pack_files(election)[NAME])
    return manifest.head if manifest else ""


def pack_files(election: Election) -> dict[str, bytes]:
    """The pack's files by name."""
    return build_pack(_facts(election), thresholds_of(election))


def thresholds_of(election: Election) -> Thresholds:
    """From how many papers on what is published."""
    return Thresholds(
        full=election.full_from,
        used=election.used_from,
        stages=election.stages_from,
        group=election.group_least,
    )


def _facts(election: Election) -> PackFacts:
    contests = list(election.contests.order_by("number"))
    return PackFacts(
        code=election.slug,
        title=election.title,
        title_cy=election.title_cy,
        rule=Rule(election.rule),
        settings={name: _text(getattr(election, name)) for name in SETTINGS},
        roll_size=election.roll_size or 0,
        roll=roll_rows(election),
        account=account_of(election),
        candidates=tuple(one for contest in contests for one in _candidates(contest)),
        contests=tuple(_contest(contest) for contest in contests),
        steps=tuple(_steps(election)),
        links=chain_of(election),
        receipts=tuple(
            Receipt.objects.filter(election=election)
            .order_by("code")
            .values_list("code", flat=True)
        ),
        in_full=election.publish_in_full,
    )


def account_of(election: Election) -> tuple[ChannelAccount, ...]:
    """The ballot paper account, channel by channel, before small ones are shown together."""
    lines = AccountLine.objects.filter(election=election).order_by("pk")
    return tuple(ChannelAccount(a.channel, a.issued, a.returned, a.refused) for a in lines)


def _contest(contest: Contest) -> ContestFacts:
    result = counted_again(contest) if is_contested(contest) else None
    commitment = contest.election.lot_commitment
    return ContestFacts(contest.number, contest.title, places(contest), result, commitment)


def _candidates(contest: Contest) -> list[CandidateFacts]:
    elected = {one.candidacy.pk: one for one in elected_in(contest)}
    shown = contest.candidacies.filter(
        state__in=[CandidacyState.STANDING, CandidacyState.WITHDRAWN]
    )
    return [
        CandidateFacts(
            contest.number,
            one.paper_number or 0,
            one.name,
            str(one.on_behalf_of or ""),
            _outcome(one, elected),
        )
        for one in shown.select_related("on_behalf_of").order_by("paper_number", "name")
    ]


def _outcome(candidacy: Candidacy, elected: dict[int, Elected]) -> str:
    if candidacy.state == CandidacyState.WITHDRAWN:
        return "withdrawn"
    one = elected.get(candidacy.pk)
    if one is None:
        return "not-elected"
    return "elected-unopposed" if one.unopposed else "elected"


def _steps(election: Election) -> list[StepFacts]:
    """Steps by office: whose name it was is in the audit trail."""
    return [
        StepFacts(one.number, one.to_state, _text(one.at), _office(one), one.reason)
        for one in election.steps.order_by("number")
    ]


def _office(step: ElectionStep) -> str:
    """Whose office the step was."""
    if not step.from_state:
        return Office.RETURNING_OFFICER.value
    action = ELECTION_MOVES[ElectionState(step.from_state)][ElectionState(step.to_state)]
    return ", ".join(sorted(OFFICES[action]))


def _text(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
