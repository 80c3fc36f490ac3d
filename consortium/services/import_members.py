"""The members sheet: organisations found or made, and their memberships."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consortium.identifiers.schemes import (
    InvalidIdentifier,
    OrganisationIdentifier,
    read_identifier,
)
from consortium.models import Area, Consortium, Identifier, Income, Membership, Organisation, Theme
from consortium.selectors.fault_words import in_words
from consortium.services.import_reading import Progress, areas_in
from consortium.spreadsheets.columns import Row

PLAIN = ("name", "name_cy", "legal_form", "description", "email", "phone")
SLUG_LENGTH = 80


class MemberRows:
    """Writes the rows of a members sheet; what an empty cell would say stays as it was."""

    def __init__(self, consortium: Consortium, areas: Mapping[str, Area], progress: Progress):
        self.consortium = consortium
        self.areas = areas
        self.progress = progress
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.places: dict[int, str] = {}

    def write(self, row: Row) -> None:
        before = len(self.progress.errors)
        identifiers = self._identifiers(row)
        areas, home = areas_in(row, self.progress, self.areas), self._home(row)
        themes = self._themes(row)
        self._check(row)
        if len(self.progress.errors) > before:
            return
        found = self._organisation(row, identifiers)
        if found is None:
            return
        organisation, is_new = found
        changed = [] if is_new else _plain_changes(organisation, row, home)
        changed += _add_identifiers(organisation, identifiers)
        changed += self._income(organisation, row)
        changed += _reset(organisation, "areas", areas) + _reset(organisation, "themes", themes)
        changed += self._membership(organisation, row)
        self.progress.note("members", row, organisation.name, is_new, changed)

    def _identifiers(self, row: Row) -> list[OrganisationIdentifier]:
        found = []
        for text in row["identifiers"]:
            try:
                found.append(read_identifier(text))
            except InvalidIdentifier as error:
                self.progress.refuse(
                    row,
                    "identifiers",
                    _("“%(text)s”: %(why)s") % {"text": text, "why": in_words(error.args[0])},
                )
        return list(dict.fromkeys(found))

    def _home(self, row: Row) -> Area | None:
        home = row["home"]
        if home and home not in self.areas:
            self.progress.refuse(row, "home", _("no area has the code %(code)s") % {"code": home})
        return self.areas.get(home) if home else None

    def _themes(self, row: Row) -> list[Theme]:
        unknown = [slug for slug in row["themes"] if slug not in self.themes]
        if unknown:
            known = ", ".join(sorted(self.themes))
            self.progress.refuse(
                row,
                "themes",
                _("“%(text)s” is none of: %(known)s") % {"text": unknown[0], "known": known},
            )
        return [self.themes[slug] for slug in row["themes"] if slug in self.themes]

    def _check(self, row: Row) -> None:
        said = [row[name] is not None for name in ("income", "income_year_end", "income_source")]
        if any(said) and not all(said):
            self.progress.refuse(row, "income", _("an income needs its year’s end and its source"))
        if row["email"]:
            try:
                validate_email(row["email"])
            except ValidationError:
                self.progress.refuse(
                    row, "email", _("“%(text)s” is not an e-mail address") % {"text": row["email"]}
                )
        if not slugify(row["name"]):
            self.progress.refuse(row, "name", _("has no letter or digit"))

    def _organisation(
        self, row: Row, identifiers: Sequence[OrganisationIdentifier]
    ) -> tuple[Organisation, bool] | None:
        """The organisation that a row is about, found by any identifier, else by name, else made."""
        organisations = find_all(identifiers)
        if len(organisations) > 1:
            names = ", ".join(f"“{one.name}”" for one in organisations)
            message = _("belong to several organisations: %(names)s")
            self.progress.refuse(row, "identifiers", message % {"names": names})
            return None
        slug = slugify(row["name"])[:SLUG_LENGTH]
        same_name = Organisation.objects.filter(slug=slug).first()
        found = organisations[0] if organisations else same_name
        if found and found == same_name and not organisations and _is_other(found, identifiers):
            self.progress.refuse(row, "name", _("another organisation of this name is registered"))
            return None
        if found and not organisations and self._is_elsewhere(found):
            self.progress.refuse(
                row,
                "name",
                _("an organisation of this name belongs to another network: give its number"),
            )
            return None
        if found and found.pk in self.places:
            self.progress.refuse(
                row, "name", _("stands in %(place)s already") % {"place": self.places[found.pk]}
            )
            return None
        organisation = found or self._new(row, slug)
        self.places[organisation.pk] = row.places["name"]
        return organisation, found is None

    def _is_elsewhere(self, organisation: Organisation) -> bool:
        """Whether it belongs to other networks alone: a name is not enough to take it for the same."""
        networks = set(organisation.memberships.values_list("consortium_id", flat=True))
        return bool(networks) and self.consortium.pk not in networks

    def _new(self, row: Row, slug: str) -> Organisation:
        values = {name: row[name] or "" for name in PLAIN}
        return Organisation.objects.create(slug=slug, home=self.areas.get(row["home"]), **values)

    def _income(self, organisation: Organisation, row: Row) -> list[str]:
        if row["income"] is None:
            return []
        said = {"pence": row["income"], "source": row["income_source"]}
        income, is_new = Income.objects.get_or_create(
            organisation=organisation, year_end_on=row["income_year_end"], defaults=said
        )
        if is_new or (income.pence, income.source) == (said["pence"], said["source"]):
            return ["income"] if is_new else []
        Income.objects.filter(pk=income.pk).update(**said)
        return ["income"]

    def _membership(self, organisation: Organisation, row: Row) -> list[str]:
        """A new membership from the day of joining; a change of class from today."""
        own = Membership.objects.filter(consortium=self.consortium, organisation=organisation)
        current = own.filter(end_on__isnull=True).first()
        first = own.order_by("start_on").first()
        if first is None:
            own.create(
                consortium=self.consortium,
                organisation=organisation,
                membership_class=row["membership_class"],
                start_on=row["joined"],
            )
            return ["joined"]
        if row["joined"] != first.start_on:
            self.progress.refuse(
                row, "joined", _("is a member since %(day)s") % {"day": first.start_on.isoformat()}
            )
            return []
        if current is None:
            self.progress.refuse(row, "joined", _("has left; let it join again on its own page"))
            return []
        return _change_class(current, row["membership_class"], timezone.localdate())


def find_all(identifiers: Sequence[OrganisationIdentifier]) -> list[Organisation]:
    """The organisations that hold any of these identifiers, by name."""
    found = {
        known.organisation_id: known.organisation
        for one in identifiers
        for known in Identifier.objects.filter(scheme=one.scheme, value=one.value).select_related(
            "organisation"
        )
    }
    return sorted(found.values(), key=lambda one: one.name)


def _is_other(organisation: Organisation, identifiers: Sequence[OrganisationIdentifier]) -> bool:
    """Whether an organisation of the same name has another number in one of the same registers."""
    known = {one.scheme: one.value for one in organisation.identifiers.all()}
    return any(known.get(one.scheme, one.value) != one.value for one in identifiers)


def _plain_changes(organisation: Organisation, row: Row, home: Area | None) -> list[str]:
    changed = [
        name for name in PLAIN if row[name] is not None and getattr(organisation, name) != row[name]
    ]
    for name in changed:
        setattr(organisation, name, row[name])
    if home is not None and organisation.home_id != home.pk:
        organisation.home = home
        changed.append("home")
    if changed:
        organisation.save(update_fields=changed)
    return changed


def _add_identifiers(
    organisation: Organisation, identifiers: Sequence[OrganisationIdentifier]
) -> list[str]:
    known = {(one.scheme, one.value) for one in organisation.identifiers.all()}
    new = [one for one in identifiers if (one.scheme, one.value) not in known]
    for one in new:
        Identifier.objects.create(organisation=organisation, scheme=one.scheme, value=one.value)
    return ["identifiers"] if new else []


def _reset(
    organisation: Organisation, name: str, wanted: Sequence[Area] | Sequence[Theme]
) -> list[str]:
    relation = getattr(organisation, name)
    if not wanted or {one.pk for one in wanted} == set(relation.values_list("pk", flat=True)):
        return []
    relation.set(wanted)
    return [name]


def _change_class(current: Membership, wanted: str, day: date) -> list[str]:
    if current.membership_class == wanted:
        return []
    if current.start_on >= day:
        Membership.objects.filter(pk=current.pk).update(membership_class=wanted)
        return ["membership_class"]
    Membership.objects.filter(pk=current.pk).update(end_on=day - timedelta(days=1))
    Membership.objects.create(
        consortium=current.consortium,
        organisation=current.organisation,
        membership_class=wanted,
        start_on=day,
    )
    return ["membership_class"]
