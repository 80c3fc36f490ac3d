"""What the pages of notices say: what was read, and what was awkward in it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bids.selectors.notices import NoticePage, NoticeView
from bids.selectors.tenders import WarningView
from bids.services.notice_import import NoticeImport
from bids.states import NoticeSource
from frontend.presenters.parts import Cell, Column, Fact, Row, Table, table_of
from frontend.templatetags.manyhands import moment

MOST_PLACES = 3


@dataclass(frozen=True)
class WarningLine:
    """Something awkward in words, with where it stands; `count` places in all."""

    words: str
    places: tuple[str, ...]
    count: int
    more: int


def warning_lines(warnings: tuple[WarningView, ...]) -> tuple[WarningLine, ...]:
    """One line for each sentence, in the order of its first place."""
    places: dict[str, list[str]] = {}
    for one in warnings:
        places.setdefault(_in_words(one), []).append(one.place)
    return tuple(
        WarningLine(words, tuple(found[:MOST_PLACES]), len(found), max(len(found) - MOST_PLACES, 0))
        for words, found in places.items()
    )


def _in_words(one: WarningView) -> str:
    """The reader's own English sentence, which has figures; in Welsh what its code means."""
    is_welsh = (get_language() or "").startswith("cy")
    return _meaning(one.code) or one.text if is_welsh else one.text


def _meaning(code: str) -> str:
    return {
        "award-repeated": _("Every award carries the same value."),
        "award-sum-differs": _("The awards do not add up to the contract’s value."),
        "broken-url": _("An address in it is no address."),
        "called-off": _("It was called off, in whole or in part."),
        "endless-number": _("A number is not usable; it is left out."),
        "gross-below-net": _("With VAT it is less than without."),
        "gross-without-net": _("Only the amount with VAT is published."),
        "impossible-date": _("A date cannot be meant; it is left out."),
        "impossible-value": _("An amount cannot be a value; it is left out."),
        "literal-newlines": _("Line ends were lost: “rn” stands in their place."),
        "lot-rule-in-words": _("A rule on combining lots is published in words only; read it."),
        "lot-sum-differs": _("The lots do not add up to the contract’s value."),
        "lot-without-title": _("The lot has no title."),
        "lots-out-of-order": _("The lots’ ids are not in order."),
        "lots-without-value": _("Some lots have no value."),
        "mojibake": _("Some characters were damaged, such as “Â£” for “£”."),
        "no-lot-limit": _("A huge number stands for “no limit”."),
        "no-release-id": _("The release has no id; its content tells it from others."),
        "null-text": _("It is published as null."),
        "odd-lot-limit": _("A limit on lots is no number of lots; it is left out."),
        "other-currency": _("A lot is in another currency; its value is left out."),
        "part-pence": _("An amount has parts of a penny; rounded."),
        "party-without-scheme": _("Some parties have no register number."),
        "period-reversed": _("The period ends before it begins; it is left out."),
        "placeholder-value": _("The amount is too small to be meant."),
        "total-repeated": _("Every lot carries the whole contract’s value."),
        "turned-text": _("Marks that turn the direction of writing were left out."),
        "virtual-lot": _("The only lot stands for the whole contract."),
        "weight-in-words": _("The weight is a text, not a number."),
        "weight-not-exact": _("The weight is not one exact percentage."),
        "weight-over-all": _("A weight is no share of 100: points, perhaps."),
        "zoneless-date": _("A time has no time zone; read as London time."),
    }.get(code, "")


def source_words(source: str) -> str:
    """Who published it, by the site's own name."""
    return {
        NoticeSource.FIND_A_TENDER: "Find a Tender",
        NoticeSource.CONTRACTS_FINDER: "Contracts Finder",
        NoticeSource.SELL2WALES: _("Sell2Wales"),
        NoticeSource.PUBLIC_CONTRACTS_SCOTLAND: "Public Contracts Scotland",
    }.get(NoticeSource(source), _("Another publisher"))


def import_words(done: NoticeImport) -> str:
    """What a file held: how many notices, how many of them new, how much was awkward."""
    read = ngettext("We read %(n)s notice", "We read %(n)s notices", done.releases) % {
        "n": done.releases
    }
    return _(
        "%(read)s. New here: %(added)s. Known before: %(unchanged)s. Warnings: %(warnings)s."
    ) % {
        "read": read,
        "added": done.added,
        "unchanged": done.unchanged,
        "warnings": done.warnings,
    }


def notice_facts(notice: NoticeView) -> tuple[Fact, ...]:
    """The summary list of a notice."""
    return (
        Fact(_("Buyer"), notice.buyer or _("Not stated")),
        Fact(_("Published"), moment(notice.published_at)),
        Fact(_("Published by"), source_words(notice.source)),
        Fact(_("Number"), notice.ocid),
        Fact(_("Bids close"), notice.bids_close or _("Not stated")),
        Fact(_("Lots"), str(notice.lots)),
    )


def notice_table(page: NoticePage) -> Table:
    """The notices of one page, each with the way to its tender, if the consortium has opened one."""
    columns = (
        Column(_("Notice")),
        Column(_("Bids close")),
        Column(_("Lots"), is_number=True),
        Column(_("Warnings"), is_number=True),
        Column(_("Tender")),
    )
    rows = tuple(_row(one) for one in page.notices)
    return table_of(Table(_("Notices"), columns, rows, hide_caption=True))


def _row(notice: NoticeView) -> Row:
    opened = Cell(_("Not opened"))
    if notice.tender_id is not None:
        opened = Cell(_("Go to the tender"), href=reverse("staff:tender", args=[notice.tender_id]))
    title = notice.title or notice.ocid
    return Row(
        (
            Cell(title, href=reverse("staff:notice", args=[notice.id]), small=notice.buyer),
            Cell(notice.bids_close or _("Not stated")),
            Cell(str(notice.lots)),
            Cell(str(len(notice.warnings))),
            opened if notice.has_tender else Cell("–"),
        )
    )
