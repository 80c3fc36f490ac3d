"""The page in every pack that says how to check it and how to count it again with another program."""

from collections.abc import Mapping

from representation.counting.sheet.words import headline
from representation.evidence.disclosure import Disclosure, Form
from representation.evidence.facts import PackFacts

_WORDS = {
    "en": {
        "files": """What is here

election.json    the rule, the timetable and the settings, fixed before nominations opened
roll.csv         the organisations with a vote
account.csv      papers issued, returned, refused and counted, by channel
candidates.csv   who stood, for which organisation, and what became of it
steps.csv        every step of the election, when, by whose office and why
chain.csv        the seals of the tables, each holding the one before it
receipts.csv     the receipts of the votes that were counted: look for your own
recount.py       counts the papers again with a program that others wrote
manifest.json    the digest of every file; its "head" stands for the whole pack
""",
        "check": """How to check it

1. Compare the "head" in manifest.json with the one on the election's page or in the minutes.
2. With Manyhands: python manage.py verify_election THIS.zip
3. Without it: sha256sum each file and compare with manifest.json.
""",
        "recount": """{title}

Count it again with Manyhands:
  python manage.py count {folder}/ballots.blt --rule {rule} --lot {folder}/lot.txt
Without it, by pref_voting, which others wrote (Scottish STV, Meek, AV; where no lot decided):
  pip install pref_voting==1.18.2
  python recount.py THIS.zip
With any other program: ballots.blt is in the BLT format that OpaVote, OpenTally and Droop read. Choose the
same rule ({rule}) and {seats} to be elected. Where candidates are level and no earlier stage decides, choose
the one that stands first in lot.txt. The winners and the stages in result.json must come out.
""",
        "used": """The papers are cut after the last preference that the count could look at, because {unique}
of {papers} full rankings were given by one elector alone. The count comes out the same at every stage.
""",
        "full": "All papers are here in full. {unique} of {papers} rankings were one elector's alone.\n",
        "stages": """{title}

There were {papers} papers, too few to publish them without telling how somebody voted. The stages are in
{folder}/result.json. Scrutineers may count the papers in the returning officer's presence.
""",
        "winners": """{title}

There were {papers} papers. With so few, any figure would tell how somebody voted: only who was elected is
published, in {folder}/elected.txt.
""",
        "unanimous": """Everybody gave the same first preference, so everybody's is known.
No way of voting hides that.
""",
        "unopposed": "{title}\n\nThere were places for all who stood, so no vote was held.\n",
    },
    "cy": {
        "files": """Beth sydd yma

election.json    y rheol, yr amserlen a'r gosodiadau, a bennwyd cyn i'r enwebiadau agor
roll.csv         y mudiadau sydd â phleidlais
account.csv      papurau a roddwyd, a ddychwelwyd, a wrthodwyd ac a gyfrifwyd, fesul sianel
candidates.csv   pwy a safodd, dros ba fudiad, a beth fu'r canlyniad
steps.csv        pob cam o'r etholiad, pryd, gan ba swyddog a pham
chain.csv        seliau'r tablau, pob un yn dal yr un o'i flaen
receipts.csv     derbynebau'r pleidleisiau a gyfrifwyd: chwiliwch am eich un chi
recount.py       yn cyfrif y papurau eto gyda rhaglen a ysgrifennodd eraill
manifest.json    crynodeb pob ffeil; mae ei "head" yn sefyll dros y pecyn cyfan
""",
        "check": """Sut i'w wirio

1. Cymharwch yr "head" yn manifest.json â'r un ar dudalen yr etholiad neu yn y cofnodion.
2. Gyda Manyhands: python manage.py verify_election Y-FFEIL-HON.zip
3. Hebddo: rhedwch sha256sum ar bob ffeil a chymharwch â manifest.json.
""",
        "recount": """{title}

I gyfrif eto gyda Manyhands:
  python manage.py count {folder}/ballots.blt --rule {rule} --lot {folder}/lot.txt
Hebddo, gyda pref_voting, gwaith pobl eraill (STV yr Alban, Meek, AV; lle na phenderfynodd coelbren):
  pip install pref_voting==1.18.2
  python recount.py Y-FFEIL-HON.zip
Gydag unrhyw raglen arall: mae ballots.blt yn y fformat BLT y mae OpaVote, OpenTally a Droop yn ei ddarllen.
Dewiswch yr un rheol ({rule}) a {seats} i'w hethol. Lle mae ymgeiswyr yn gyfartal ac nad oes cam cynharach yn
penderfynu, dewiswch yr un sydd gyntaf yn lot.txt. Rhaid cael yr un enillwyr a'r un camau â result.json.
""",
        "used": """Torrwyd y papurau ar ôl y dewis olaf y gallai'r cyfrif edrych arno, oherwydd i {unique} o
{papers} drefn lawn gael eu rhoi gan un etholwr yn unig. Yr un yw'r cyfrif, gam wrth gam.
""",
        "full": "Mae pob papur yma'n llawn. Rhoddwyd {unique} o {papers} trefn gan un etholwr yn unig.\n",
        "stages": """{title}

Cafwyd {papers} papur, rhy ychydig i'w cyhoeddi heb ddangos sut y pleidleisiodd rhywun. Mae'r camau yn
{folder}/result.json. Caiff archwilwyr gyfrif y papurau yng ngŵydd y swyddog canlyniadau.
""",
        "winners": """{title}

Cafwyd {papers} papur. Gyda chyn lleied, byddai unrhyw ffigur yn dangos sut y pleidleisiodd rhywun: dim ond
pwy a etholwyd sy'n cael ei gyhoeddi, yn {folder}/elected.txt.
""",
        "unanimous": """Rhoddodd pawb yr un dewis cyntaf, felly mae dewis pawb yn hysbys.
Ni all unrhyw ddull guddio hynny.
""",
        "unopposed": "{title}\n\nRoedd lle i bawb a safodd, felly ni chynhaliwyd pleidlais.\n",
    },
}


def read_me(facts: PackFacts, disclosures: Mapping[int, Disclosure], language: str) -> str:
    """The instructions in `en` or `cy`."""
    words = _WORDS[language]
    title = (facts.title_cy if language == "cy" else "") or facts.title
    parts = [title + "\n", words["files"], words["check"]]
    for contest in facts.contests:
        params = {
            "title": contest.title,
            "folder": f"contest-{contest.number}",
            "rule": facts.rule,
            "seats": contest.result.seats if contest.result else contest.seats,
        }
        told = disclosures.get(contest.number)
        if told is None or contest.result is None:
            parts.append(words["unopposed"].format(**params))
            continue
        params |= {"unique": told.unique, "papers": told.papers}
        is_recountable = told.form in (Form.FULL, Form.USED)
        parts.append(words["recount" if is_recountable else told.form].format(**params))
        if is_recountable:
            parts.append(words[told.form].format(**params))
        parts.append(headline(contest.result, language) + "\n")
        if told.unanimous:
            parts.append(words["unanimous"])
    return "\n".join(parts)
