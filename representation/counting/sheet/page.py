"""The result sheet as HTML: a fragment for a page of the product, and a page that stands alone."""

from html import escape

from representation.counting.result import CountResult
from representation.counting.sheet.picture import transfers_picture
from representation.counting.sheet.table import Row, stage_table
from representation.counting.sheet.text import facts
from representation.counting.sheet.words import explanations, headline, note_sentences
from representation.counting.wording.say import say

STYLE = (
    "body{font-family:system-ui,sans-serif;color:#261c24;background:#fffdfb;max-width:72rem;"
    "margin:auto;padding:1rem;line-height:1.5}table{border-collapse:collapse}caption{text-align:left;"
    "font-weight:700}th,td{padding:.5rem;border-bottom:1px solid #ded5d0;text-align:left;"
    "vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".scroll{overflow-x:auto}svg.transfers{min-width:50rem;width:100%}dt{font-weight:700}"
)


def as_page(result: CountResult, language: str = "en") -> str:
    """The sheet as a whole document, for a file or a print."""
    title = escape(say("head.title", language, title=result.contest.title))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{as_fragment(result, language)}\n</main>\n</body>\n</html>\n"
    )


def as_fragment(result: CountResult, language: str = "en") -> str:
    """The sheet without its heading of the first level: answer, figures, table, picture, reasons.

    Everything from the ballot file is escaped; the caller may mark the whole as safe.
    """
    parts = [
        f'<p class="lead">{escape(headline(result, language))}</p>',
        _facts(result, language),
        f"<h2>{_say('heading.stages', language)}</h2>",
        _stages(result, language),
        _picture(result, language),
        f"<h2>{_say('heading.why', language)}</h2>",
        _reasons(result, language),
        _notes(result, language),
        f"<h2>{_say('heading.check', language)}</h2>",
        f"<p>{_say('check.text', language)}</p>",
    ]
    return "\n".join(part for part in parts if part)


def _say(code: str, language: str) -> str:
    return escape(say(code, language))


def _facts(result: CountResult, language: str) -> str:
    rows = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in facts(result, language)
    )
    return f"<dl>{rows}</dl>"


def _stages(result: CountResult, language: str) -> str:
    table = stage_table(result, language)
    heads = "".join(
        f'<th scope="col" class="n">{number}<br>{escape(action)}</th>'
        for number, action in table.headings
    )
    labels = [heading for heading, _ in table.headings]
    body = "".join(_row(row, labels, language) for row in table.rows)
    foot = "".join(
        _row(row, labels, language) for row in (table.non_transferable, table.total) if row
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_say("heading.stages", language)}">'
        f"<table><caption>{_say('heading.stages', language)}</caption><thead><tr>"
        f'<th scope="col">{_say("label.candidate", language)}</th>{heads}'
        f'<th scope="col">{_say("label.result", language)}</th></tr></thead>'
        f"<tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>"
    )


def _row(row: Row, labels: list[str], language: str) -> str:
    cells = "".join(
        f'<td class="n" data-t="{escape(say("label.stage", language, number=label))}">{cell or "–"}</td>'
        for label, cell in zip(labels, row.cells, strict=True)
    )
    name = f"<strong>{escape(row.name)}</strong>" if row.elected else escape(row.name)
    result = f'<td data-t="{_say("label.result", language)}">{escape(row.outcome)}</td>'
    return f'<tr><th scope="row">{name}</th>{cells}{result}</tr>'


def _picture(result: CountResult, language: str) -> str:
    picture = transfers_picture(result, language)
    if not picture:
        return ""
    heading = _say("heading.picture", language)
    return (
        f"<h2>{heading}</h2>\n"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{heading}">{picture}</div>\n'
        f"<p>{_say('picture.caption', language)}</p>\n{_transfers(result, language)}"
    )


def _transfers(result: CountResult, language: str) -> str:
    rows = []
    for stage in result.stages:
        for t in stage.transfers:
            nobody = say("label.no_further", language)
            target = nobody if t.target is None else result.name(t.target)
            rows.append(
                f'<tr><th scope="row">{escape(say("label.stage", language, number=stage.number))}</th>'
                f"<td>{escape(result.name(t.source))}</td><td>{escape(target)}</td>"
                f'<td class="n">{result.decimal(t.votes)}</td></tr>'
            )
    heads = "".join(
        f'<th scope="col">{escape(say(code, language, number="").strip())}</th>'
        for code in ("label.stage", "label.from", "label.to", "label.votes")
    )
    heading = _say("heading.transfers", language)
    return (
        f"<details><summary>{heading}</summary><table><caption>{heading}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )


def _reasons(result: CountResult, language: str) -> str:
    rows = "".join(
        f"<div><dt>{escape(head)}</dt><dd>{escape(answer)}</dd></div>"
        for head, answer in explanations(result, language)
    )
    return f"<dl>{rows}</dl>"


def _notes(result: CountResult, language: str) -> str:
    sentences = note_sentences(result, language)
    if not sentences:
        return ""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<h2>{_say('label.notes', language)}</h2>\n<ul>{items}</ul>"
