"""A result in plain words: who is elected, what became of each candidate, and every lot."""

from collections.abc import Iterable

from representation.counting.result import Action, CountResult, Rule, Stage, Tie, TiePurpose
from representation.counting.sheet.document import quota_text
from representation.counting.wording.say import say


def listed(names: Iterable[str], language: str) -> str:
    """Names as a sentence lists them; only commas in Welsh, where "and" would change with each name."""
    names = list(names)
    if language == "cy" or len(names) < 2:
        return ", ".join(names)
    return ", ".join(names[:-1]) + say("and", language) + names[-1]


def headline(result: CountResult, language: str = "en") -> str:
    """The answer in one sentence, fit for the minutes; of a countback, who is new."""
    names = [result.name(c) for c in result.elected if c not in result.sitting]
    number = ("none", "one")[len(names)] if len(names) < 2 else "many"
    what = "vacancy" if result.sitting else "elected"
    return say(f"head.{what}_{number}", language, names=listed(names, language))


def column_heading(result: CountResult, stage: Stage, language: str = "en") -> str:
    """What a stage did, short enough for the head of a column."""
    codes = {
        Action.FIRST_PREFERENCES: "stage.first",
        Action.APPROVALS: "stage.approvals",
        Action.SURPLUS: "stage.surplus",
        Action.EXCLUSION: "stage.exclusion",
        Action.KEEP_FACTORS: "stage.keep",
    }
    names = ", ".join(result.name(c) for c in stage.candidates)
    return say(codes[stage.action], language, name=names)


def quota_words(result: CountResult, language: str = "en") -> str | None:
    """The quota and how it comes about; None for rules without one."""
    quota = quota_text(result)
    if quota is None:
        return None
    divided = result.rule in (Rule.SCOTTISH_STV, Rule.AV)
    code = "quota.divided" if divided else "quota.plain"
    return say(code, language, quota=quota, valid=result.valid, seats=result.seats)


def outcome(result: CountResult, candidate: int, language: str = "en") -> str:
    """A candidate's outcome in two or three words."""
    if candidate in result.sitting:
        return say("result.kept", language)
    for stage in result.stages:
        if candidate in stage.elected:
            return say("result.elected", language, stage=stage.number)
    if candidate in result.contest.withdrawn:
        return say("result.withdrawn", language)
    if candidate == result.runner_up:
        return say("result.runner_up", language)
    for stage in result.stages:
        if candidate in stage.excluded:
            return say("result.excluded", language, stage=stage.number)
    return say("result.left", language)


def why(result: CountResult, winner: int, loser: int, language: str = "en") -> str:
    """Why the one was elected and not the other."""
    return f"{fate(result, winner, language)} {fate(result, loser, language)}"


def question(result: CountResult, winner: int, loser: int, language: str = "en") -> str:
    """The question that `why` answers."""
    names = {"winner": result.name(winner), "loser": result.name(loser)}
    return say("why.question", language, **names)


def fate(result: CountResult, candidate: int, language: str = "en") -> str:
    """What became of one candidate, and at which stage."""
    name = result.name(candidate)
    for stage in result.stages:
        if candidate in stage.elected:
            return _election(result, stage, candidate, language)
        if candidate in stage.excluded:
            return _exclusion(result, stage, candidate, language)
    if candidate in result.elected:
        return say("fate.kept", language, name=name)
    if candidate in result.contest.withdrawn:
        return say("fate.withdrawn", language, name=name)
    votes = result.shown(result.stages[-1].votes[candidate])
    return say("fate.left", language, name=name, votes=votes)


def _election(result: CountResult, stage: Stage, candidate: int, language: str) -> str:
    votes = stage.votes[candidate]
    params = {"name": result.name(candidate), "votes": result.shown(votes), "stage": stage.number}
    if result.quota is None:
        tie = next((t for t in stage.ties if t.chosen == candidate), None)
        if tie is None:
            return say("fate.most", language, **params)
        others = _others(result, tie, candidate, language)
        return say("fate.most_lot", language, others=others, **params)
    if candidate not in stage.reached:
        return say("fate.last_places", language, **params)
    code = "fate.reached" if votes >= stage.quota else "fate.share"
    return say(code, language, quota=quota_text(result, stage.quota), **params)


def _exclusion(result: CountResult, stage: Stage, candidate: int, language: str) -> str:
    before = result.stages[stage.number - 2]
    params: dict[str, object] = {
        "name": result.name(candidate),
        "votes": result.shown(before.votes[candidate]),
        "stage": stage.number,
    }
    if candidate in stage.doomed:
        return say("fate.doomed", language, **params)
    tie = next((t for t in _exclusion_ties(result, stage) if t.chosen == candidate), None)
    if tie is None:
        names = listed((result.name(c) for c in stage.excluded), language)
        code = "fate.excluded_together" if len(stage.excluded) > 1 else _alone(result, stage)
        return say(code, language, names=names, **params)
    others = _others(result, tie, candidate, language)
    if not tie.lot_among:
        return say("fate.excluded_earlier", language, others=others, earlier=tie.stage, **params)
    level = len({before.votes[c] for c in tie.among}) == 1
    code = "fate.excluded_lot" if level else "fate.excluded_within"
    return say(code, language, others=others, **params)


def _alone(result: CountResult, stage: Stage) -> str:
    """The sentence for one who goes out alone; another when somebody lower was guarded."""
    before = result.stages[stage.number - 2]
    gone = {
        c
        for earlier in result.stages[: stage.number]
        for c in (*earlier.excluded, *earlier.elected)
    }
    stayed = [c for c in result.contest.standing if c not in gone]
    lower = any(before.votes[c] < before.votes[stage.excluded[0]] for c in stayed)
    return "fate.excluded_unguarded" if lower else "fate.excluded"


def _exclusion_ties(result: CountResult, stage: Stage) -> list[Tie]:
    """Ties about who goes out at this stage."""
    return [tie for tie in stage.ties if tie.purpose is TiePurpose.EXCLUSION]


def _others(result: CountResult, tie: Tie, candidate: int, language: str) -> str:
    return listed((result.name(c) for c in tie.among if c != candidate), language)


def lot_sentences(result: CountResult, language: str = "en") -> list[str]:
    """Every lot that was needed, then how the order came about."""
    sentences = [
        say(
            f"lot.{tie.purpose}",
            language,
            stage=number,
            names=listed((result.name(c) for c in tie.lot_among), language),
            drawn=result.name(tie.chosen),
        )
        for number, tie in result.lots
    ]
    if not sentences or result.lot is None:
        return [say("label.no_lots", language)]
    lot = result.lot
    order = ", ".join(lot.order)
    params = {"seed": lot.seed, "public_value": lot.public_value, "commitment": lot.commitment}
    return [*sentences, say(f"lot.{lot.source}", language, order=order, **params)]


def note_sentences(result: CountResult, language: str = "en") -> list[str]:
    """What was odd about the papers or the request."""
    return [say(f"note.{note.code}", language, **dict(note.params)) for note in result.notes]


def reservation_sentences(result: CountResult, language: str = "en") -> list[str]:
    """Each reservation in words."""
    sentences = []
    for r in result.reservations:
        code = "least" if r.maximum is None else "both" if r.minimum else "most"
        params = {"name": r.name, "minimum": r.minimum, "maximum": r.maximum}
        sentences.append(say(f"reserved.{code}", language, **params))
    return sentences


def explanations(result: CountResult, language: str = "en") -> list[tuple[str, str]]:
    """Question and answer for the last one elected and the runner-up, then the fate of everybody."""
    loser = result.runner_up
    answers = []
    in_order = [c for stage in result.stages for c in stage.elected if c not in result.sitting]
    last = in_order[-1] if in_order else None
    if loser is not None and last is not None:
        answers.append(
            (question(result, last, loser, language), why(result, last, loser, language))
        )
    everybody = (*result.elected, *result.order_of_exit, *sorted(result.contest.withdrawn))
    answers += [(result.name(c), fate(result, c, language)) for c in everybody]
    return answers
