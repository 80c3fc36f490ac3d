"""The result sheet as HTML: a fragment for a page of the product, and a page that stands alone.

The classes are those of the product's stylesheet; STYLE has what a page that stands alone needs of it.
"""

from collections.abc import Iterable
from html import escape

from representation.counting.result import CountResult
from representation.counting.sheet.picture import transfers_picture
from representation.counting.sheet.table import Row, stage_table
from representation.counting.sheet.text import facts
from representation.counting.sheet.words import explanations, headline, note_sentences
from representation.counting.wording.say import say

STYLE = """
*{box-sizing:border-box}
body{max-width:72rem;margin:auto;padding:1rem;background:#fffdfb;color:#261c24;overflow-wrap:anywhere;
font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1,h2{font-family:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",serif;line-height:1.2}
h1{font-size:1.75rem}h2{font-size:1.375rem;margin:2.75rem 0 .5rem}
.lead{font-size:1.1875rem}p,li,dd{max-width:38rem}dl{max-width:44rem}
.facts div{border-bottom:1px solid #ded5d0;padding:.65rem 0}dt{font-weight:700}dd{margin:0 0 .5rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table{width:100%;border-collapse:collapse}tbody tr{border-bottom:1px solid #ded5d0}
th,td{padding:.65rem 1rem .65rem 0;text-align:left;vertical-align:top;overflow-wrap:normal}
thead th{font-size:.9375rem;vertical-align:bottom;border-bottom:2px solid #261c24}
th small{display:block;font-weight:400}
tfoot{border-top:2px solid #261c24;font-weight:700}
.number{text-align:right;font-variant-numeric:tabular-nums}
.tag{padding:.05rem .5rem;border:1px solid #9cc4b0;border-radius:4px;background:#e2f0e8;color:#134433;
font-size:.875rem;font-weight:700}
.small{font-size:.9375rem;color:#5d505a}
.scroll{overflow-x:auto}.scroll svg{display:block;min-width:50rem}summary{min-height:44px;padding:.5rem 0}
:focus-visible{outline:3px solid #261c24;outline-offset:2px}
@media screen and (max-width:55.99rem){
.fold thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.fold,.fold tbody,.fold tfoot,.fold caption,.fold tr,.fold th,.fold td{display:block}
.fold tr{padding:.65rem 0}.fold th,.fold td{padding:.1rem 0;text-align:left}
.fold td[data-t]{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:0 .75rem}
.fold td[data-t]::before{content:attr(data-t);font-size:.9375rem;color:#5d505a}
.fold td:empty{display:none}}
@media (min-width:48rem){h1{font-size:2.375rem}h2{font-size:1.625rem}
.facts div{display:flex;gap:1rem}.facts dt{width:13rem;flex:none}.facts dd{margin:0}}
"""


def as_page(result: CountResult, language: str = "en", *, has_digest: bool = True) -> str:
    """The sheet as a whole document, for a file or a print."""
    title = escape(say("head.title", language, title=result.contest.title))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{as_fragment(result, language, has_digest=has_digest)}\n</main>\n</body>\n</html>\n"
    )


def as_fragment(result: CountResult, language: str = "en", *, has_digest: bool = True) -> str:
    """The sheet without its heading of the first level: answer, figures, table, picture, reasons.

    Everything from the ballot file is escaped; the caller may mark the whole as safe.
    """
    parts = [
        f'<p class="lead">{escape(headline(result, language))}</p>',
        _list(facts(result, language, has_digest=has_digest), "facts"),
        f"<h2>{_say('heading.stages', language)}</h2>",
        _stages(result, language),
        _picture(result, language),
        f"<h2>{_say('heading.why', language)}</h2>",
        _list(explanations(result, language)),
        _notes(result, language),
        f"<h2>{_say('heading.check', language)}</h2>",
        f"<p>{_say('check.text', language)}</p>",
    ]
    return "\n".join(part for part in parts if part)


def _say(code: str, language: str, **params: object) -> str:
    return escape(say(code, language, **params))


def _list(pairs: Iterable[tuple[str, str]], kind: str = "") -> str:
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(words)}</dd></div>" for term, words in pairs
    )
    return f'<dl class="{kind}">{rows}</dl>' if kind else f"<dl>{rows}</dl>"


def _stages(result: CountResult, language: str) -> str:
    table = stage_table(result, language)
    heads = [_column(_say("label.candidate", language))]
    heads += [
        _column(f"{number}<small>{escape(action)}</small>", number=True)
        for number, action in table.headings
    ]
    heads.append(_column(_say("label.result", language)))
    labels = [number for number, _ in table.headings]
    rows = (*table.rows, table.non_transferable)
    body = [_row(row, labels, language) for row in rows if row]
    foot = [_row(table.total, labels, language)] if table.total else []
    caption = _say("heading.stages", language)
    return _scroll(_table(caption, heads, body, foot), caption)


def _column(words: str, *, number: bool = False) -> str:
    kind = ' class="number"' if number else ""
    return f'<th role="columnheader" scope="col"{kind}>{words}</th>'


def _table(caption: str, heads: list[str], body: list[str], foot: list[str]) -> str:
    """A table that folds into blocks on a phone; roles are restored, because blocks lose them."""
    end = f'<tfoot role="rowgroup">{"".join(foot)}</tfoot>' if foot else ""
    return (
        f'<table class="fold" role="table"><caption class="hidden">{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{"".join(heads)}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody>{end}</table>'
    )


def _row(row: Row, labels: list[str], language: str) -> str:
    outcome = escape(row.outcome)
    if row.elected:
        outcome = f'<span class="tag ok">{outcome}</span>'
    cells = [_head(escape(row.name))]
    cells += [
        _cell(cell or "–", _say("label.stage", language, number=label), number=True)
        for label, cell in zip(labels, row.cells, strict=True)
    ]
    cells.append(_cell(outcome, _say("label.result", language) if outcome else ""))
    return f'<tr role="row">{"".join(cells)}</tr>'


def _head(words: str) -> str:
    return f'<th role="rowheader" scope="row">{words}</th>'


def _cell(words: str, label: str = "", *, number: bool = False) -> str:
    kind = ' class="number"' if number else ""
    folded = f' data-t="{label}"' if label else ""
    return f'<td role="cell"{kind}{folded}>{words}</td>'


def _scroll(wide: str, name: str) -> str:
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{wide}</div>'


def _picture(result: CountResult, language: str) -> str:
    picture = transfers_picture(result, language)
    if not picture:
        return ""
    heading = _say("heading.picture", language)
    return (
        f"<h2>{heading}</h2>\n{_scroll(picture, heading)}\n"
        f'<p class="small">{_say("picture.caption", language)}</p>\n{_transfers(result, language)}'
    )


def _transfers(result: CountResult, language: str) -> str:
    """Every movement of votes, folded away: the facts of the picture."""
    labels = [_say(f"label.{code}", language) for code in ("from", "to", "votes")]
    nobody = say("label.no_further", language)
    rows = []
    for stage in result.stages:
        for t in stage.transfers:
            target = nobody if t.target is None else result.name(t.target)
            cells = [
                _head(_say("label.stage", language, number=stage.number)),
                _cell(escape(result.name(t.source)), labels[0]),
                _cell(escape(target), labels[1]),
                _cell(result.decimal(t.votes), labels[2], number=True),
            ]
            rows.append(f'<tr role="row">{"".join(cells)}</tr>')
    heads = [_column(_say("label.stage", language, number="").strip())]
    heads += [_column(label, number=label is labels[2]) for label in labels]
    heading = _say("heading.transfers", language)
    table = _table(heading, heads, rows, [])
    return f"<details><summary>{heading}</summary>{table}</details>"


def _notes(result: CountResult, language: str) -> str:
    sentences = note_sentences(result, language)
    if not sentences:
        return ""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<h2>{_say('label.notes', language)}</h2>\n<ul>{items}</ul>"
