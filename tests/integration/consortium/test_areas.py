"""Areas from published tables: the same again changes nothing; what is broken names its place."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from consortium.models import Adjacency, Area
from consortium.services.demonstration import load_areas

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
GEO = Path(os.environ.get("MANYHANDS_DATA", ROOT.parent / "shared" / "data")) / "geo"
DISTRICTS = "LADCD,LADNM,UTLACD,UTLANM,CTRYCD,CTRYNM\n"
AMBER = "E07000032,Amber Valley,E10000007,Derbyshire,E92000001,England\n"
DERBY = "E06000015,Derby,E06000015,Derby,E92000001,England\n"


def load(*paths: Path) -> None:
    call_command("import_areas", *(str(path) for path in paths))


def test_districts_lie_in_counties_and_touch(tmp_path: Path) -> None:
    table, near = tmp_path / "la.csv", tmp_path / "neighbours.json"
    table.write_text(DISTRICTS + AMBER + DERBY)
    near.write_text(json.dumps({"E07000032": [["E06000015", "E07000036"]], "E06000046": [None]}))
    for _ in range(2):
        load(table, near)
        assert Area.objects.get(code="E07000032").parent == Area.objects.get(code="E10000007")
        assert Area.objects.get(code="E06000015").parent == Area.objects.get(code="E92000001")
        assert (Area.objects.count(), Adjacency.objects.count()) == (4, 1)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("la.csv", "a,b\n1,2\n", "la.csv, line 1: has neither"),
        ("la.csv", DISTRICTS + AMBER + DERBY.replace("E06000015", "E6", 1), "line 3: 'E6' is not"),
        ("la.csv", DISTRICTS + AMBER.replace("Amber Valley", ""), "E07000032 has no name"),
        ("n.json", "{", "n.json: is not JSON"),
        ("n.json", "[" * 100_000, "n.json: is not JSON"),
        ("n.json", '{"E07000032": [[7]]}', "n.json, E07000032: 7 is not a code"),
        ("w.geojson", "{}", "w.geojson: has no list of features"),
        ("w.geojson", '{"features": [{}]}', "w.geojson, features[0]: has no properties"),
        (
            "w.geojson",
            '{"features": [{"properties": {"WD25CD": "E05002441", "WD25NM": "Baffins"}, "geometry":'
            ' {"type": "Polygon", "coordinates": [[[1e9999, 0]]]}}]}',
            "features[0].geometry.coordinates: are not rings",
        ),
        ("la.csv", DISTRICTS + AMBER.replace("Amber", "\x00"), "E07000032 has no name"),
        ("w.txt", "x", "w.txt: is none of"),
    ],
)
def test_what_is_broken_names_its_place_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, expected: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SystemExit) as caught:
        load(tmp_path / name)
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert expected in error
    assert error.count("\n") == 1
    assert not Area.objects.exists()


@pytest.mark.official
@pytest.mark.skipif(not GEO.exists(), reason="the data folder (MANYHANDS_DATA) is not here")
def test_our_own_places_agree_with_the_published_tables() -> None:
    load_areas()
    ours = {area.code: area.name for area in Area.objects.all()}
    tiles = dict(Area.objects.values_list("code", "tile_column"))
    touching = set(Adjacency.objects.values_list("first__code", "second__code"))
    wards = GEO / "portsmouth-wards-E06000044.geojson"
    load(GEO / "la_all_codes.csv", wards, GEO / "lad2021-neighbours.json")
    published = {area.code: area.name for area in Area.objects.filter(code__in=ours)}
    assert published == ours
    assert dict(Area.objects.filter(code__in=ours).values_list("code", "tile_column")) == tiles
    current = [code for code in ours if not code.startswith(("E0700015", "E0700016"))]
    found = set(
        Adjacency.objects.filter(first__code__in=current, second__code__in=current).values_list(
            "first__code", "second__code"
        )
    )
    assert found <= touching | {pair[::-1] for pair in touching}
    baffins = Area.objects.get(code="E05002441").boundary
    assert baffins
    assert len(baffins[0]) > 10
