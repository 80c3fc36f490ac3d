"""The result sheet as plain text."""

from representation.counting.result import CountResult
from representation.counting.sheet.table import stage_table
from representation.counting.sheet.words import (
    explanations,
    headline,
    lot_sentences,
    note_sentences,
    quota_words,
    reservation_sentences,
)
from representation.counting.wording.say import say


def as_text(result: CountResult, language: str = "en", *, has_digest: bool = True) -> str:
    """The whole sheet: the answer first, then the figures, the table and the reasons."""
    parts = [
        say("head.title", language, title=result.contest.title),
        headline(result, language),
        "\n".join(
            f"{label}: {value}" for label, value in facts(result, language, has_digest=has_digest)
        ),
        say("heading.stages", language),
        _table(result, language),
        say("heading.why", language),
        "\n".join(f"{head}\n  {answer}" for head, answer in explanations(result, language)),
    ]
    notes = note_sentences(result, language)
    if notes:
        parts += [say("label.notes", language), "\n".join(notes)]
    return "\n\n".join(parts) + "\n"


def facts(
    result: CountResult, language: str = "en", *, has_digest: bool = True
) -> list[tuple[str, str]]:
    """The figures that stand above the table, each with its label.

    has_digest: leave it out where the papers are withheld: of few papers a digest tells what they are to
    whoever tries all that they might be.
    """
    votes = say("label.valid", language, valid=result.valid, invalid=result.invalid)
    found = [
        (say("label.votes", language), votes),
        (say("label.seats", language), str(result.seats)),
    ]
    quota = quota_words(result, language)
    if quota is not None:
        found.append((say("label.quota", language), quota))
    found.append((say("label.rule", language), say(f"rule.{result.rule}", language)))
    reserved = reservation_sentences(result, language)
    if reserved:
        found.append((say("label.reserved", language), "; ".join(reserved)))
    found.append((say("label.lots", language), " ".join(lot_sentences(result, language))))
    if has_digest:
        found.append((say("label.digest", language), result.digest))
    return found


def _table(result: CountResult, language: str) -> str:
    table = stage_table(result, language)
    lines = [
        [
            say("label.candidate", language),
            *(f"{number} {action}" for number, action in table.headings),
            say("label.result", language),
        ]
    ]
    for row in (*table.rows, table.non_transferable, table.total):
        if row is not None:
            lines.append([row.name, *(cell or "-" for cell in row.cells), row.outcome])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: list[str], widths: list[int]) -> str:
    last = len(cells) - 1
    padded = [
        cell.ljust(width) if index in (0, last) else cell.rjust(width)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()
