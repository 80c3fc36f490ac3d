"""The result as JSON, format count-result/1."""

import json

from representation.counting.result import CountResult, Stage, Tie

Document = dict[str, object]


def as_document(result: CountResult) -> Document:
    """The result as plain values. Votes are decimal strings at the rule's own precision."""
    return {
        "format": "count-result/1",
        "rule": str(result.rule),
        "title": result.contest.title,
        "seats": result.seats,
        "valid": result.valid,
        "invalid": result.invalid,
        "quota": quota_text(result),
        "elected": [result.name(c) for c in result.elected],
        "stages": [_stage(result, stage) for stage in result.stages],
        "lots": [
            {
                "stage": number,
                "for": str(tie.purpose),
                "among": [result.name(c) for c in tie.lot_among],
                "drawn": result.name(tie.chosen),
            }
            for number, tie in result.lots
        ],
        "lot": _lot(result),
        "withdrawn": [result.name(c) for c in sorted(result.contest.withdrawn)],
        "reservations": [
            {
                "name": r.name,
                "members": [result.name(c) for c in sorted(r.members)],
                "minimum": r.minimum,
                "maximum": r.maximum,
            }
            for r in result.reservations
        ],
        "notes": [{"code": note.code, **dict(note.params)} for note in result.notes],
        "digest": result.digest,
    }


def as_json(result: CountResult) -> str:
    """The document as text, the same bytes for the same result."""
    return json.dumps(as_document(result), ensure_ascii=False, indent=1) + "\n"


def quota_text(result: CountResult, units: int | None = None) -> str | None:
    """The quota as a string: a whole number where the rule's quota is one. `units` for one stage's."""
    quota = result.quota if units is None else units
    if quota is None or result.quota is None:
        return None
    text = result.decimal(quota)
    whole, _, rest = text.partition(".")
    return whole if result.places == 5 and not rest.strip("0") else text


def _stage(result: CountResult, stage: Stage) -> Document:
    candidates = [result.name(c) for c in stage.candidates]
    document: Document = {
        "number": stage.number,
        "action": str(stage.action),
        "candidate": ", ".join(candidates) if candidates else None,
        "candidates": candidates,
        "quota": quota_text(result, stage.quota),
        "votes": _votes(result, stage.votes),
        "non_transferable": result.decimal(stage.non_transferable),
        "transfers": [
            {
                "from": result.name(t.source),
                "to": None if t.target is None else result.name(t.target),
                "votes": result.decimal(t.votes),
            }
            for t in stage.transfers
        ],
        "elected": [result.name(c) for c in stage.elected],
        "excluded": [result.name(c) for c in stage.excluded],
        "tie": _tie(result, stage.ties[0]) if stage.ties else None,
        "ties": [_tie(result, tie) for tie in stage.ties],
    }
    if stage.keep_factors:
        document["keep_factors"] = _votes(result, stage.keep_factors)
    if stage.points:
        document["points"] = [_votes(result, point) for point in stage.points]
    return document


def _votes(result: CountResult, units: tuple[int, ...]) -> Document:
    """A figure for each candidate who has not withdrawn."""
    return {result.name(c): result.decimal(units[c]) for c in result.contest.standing}


def _tie(result: CountResult, tie: Tie) -> Document:
    return {
        "for": str(tie.purpose),
        "among": [result.name(c) for c in tie.among],
        "chosen": result.name(tie.chosen),
        "by": "lot" if tie.lot_among else "earlier stage",
        "stage": tie.stage,
    }


def _lot(result: CountResult) -> Document | None:
    lot = result.lot
    if lot is None:
        return None
    document: Document = {"source": str(lot.source), "order": list(lot.order)}
    if lot.commitment:
        document |= {
            "seed": lot.seed,
            "public_value": lot.public_value,
            "commitment": lot.commitment,
        }
    return document
