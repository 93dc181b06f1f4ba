"""What operators type: each command does its one thing, and tells every problem with its place."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import Workbook

from applications.rules.caps_file import COLUMNS
from applications.rules.pool_file import read_pool
from applications.selectors import pools as pool_selectors
from fsm3.access import selectors as access
from fsm3.access.roles import OrganisationKind
from fsm3.core import clock, journal, proposals
from fsm3.jobs import certificates
from fsm3.journeys import members
from fsm3.journeys.pools import terms_in_force
from fsm3.management.commands import draw_workflows
from tests.support.outcomes import outcome_file, two_months, with_awards
from tests.support.town import FSM3, POOL_FILES, Town

pytestmark = pytest.mark.django_db
MADE_UP = Path(__file__).parents[1] / "pools" / "made_up.toml"
CASEWORKER, APPROVER, ADMINISTRATOR = "c@star.example", "g@star.example", "anna@star.example"
CAPS = "kommunekode;maksimalt_tilskud;tidligere_pulje;tidligere_pulje_slut;afklaringspuljen;målgruppe\n"


def run(*arguments: object) -> str:
    """What a command printed."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def faults(*arguments: object) -> list[str]:
    """The problems a command told, line by line."""
    with pytest.raises(CommandError) as told:
        run(*arguments)
    return str(told.value).splitlines()


@pytest.fixture
def caps_csv(tmp_path: Path) -> Path:
    file = tmp_path / "caps.csv"
    file.write_text(CAPS + "0101;2.500.000;nej;;nej;700\n185;1.000.000,50;ja;2022-06-30;ja;90\n")
    return file


def import_caps(file: Path, by: str = CASEWORKER) -> tuple[object, ...]:
    return ("import_caps", "fsm3", file, "--source", "Prøve", "--dated", "2021-11-02", "--by", by)


def newest_proposal() -> int:
    return proposals.Proposal.objects.latest("id").id


def test_load_municipalities_brings_all_98_with_their_register_numbers_and_may_run_again():
    assert run("load_municipalities") == run("load_municipalities") == "98 municipalities are in place.\n"
    places = pool_selectors.municipalities()
    assert len(places) == 98
    assert (places["0400"].official_name, places["0400"].cvr) == ("Bornholms Regionskommune", "26696348")
    assert len(access.organisations(OrganisationKind.MUNICIPALITY)) == 98


def test_a_pool_file_is_proposed_once_and_put_in_force_by_an_approver(town: Town):
    file = POOL_FILES / "naermere_job.toml"
    assert "an approver puts it in force" in run("load_pool", file, "--by", CASEWORKER)
    proposal = newest_proposal()
    assert pool_selectors.in_force("naermere_job") is None
    assert "in force" in run("put_in_force", proposal, "--by", APPROVER)
    assert terms_in_force("naermere_job").terms == read_pool(file.read_text())
    assert "nothing is proposed" in run("load_pool", file, "--by", CASEWORKER)


def test_a_pool_that_no_code_knows_is_loaded_put_in_force_and_given_back(town: Town):
    run("load_pool", MADE_UP, "--by", CASEWORKER)
    run("put_in_force", newest_proposal(), "--by", APPROVER)
    assert read_pool(run("dump_pool", "made_up")) == read_pool(MADE_UP.read_text())


def test_every_fault_of_a_pool_file_is_told_with_its_place_and_nothing_is_kept(town: Town, tmp_path: Path):
    file = tmp_path / "wrong.toml"
    file.write_text(FSM3.replace('share = "40 %"', 'share = "30 %"').replace("envelope = {", "envelop = {"))
    told = faults("load_pool", file, "--by", CASEWORKER)
    assert told == [
        "4 problems:",
        "  - unknown_key at envelop",
        "  - missing_key at envelope",
        "  - parts_not_whole at cohorts[1].parts sum=90 %",
        "  - parts_not_whole at cohorts[2].parts sum=90 %",
    ]
    assert terms_in_force("fsm3").number == 1


def test_only_a_caseworker_proposes_and_only_another_puts_in_force(town: Town):
    file = POOL_FILES / "naermere_job.toml"
    assert faults("load_pool", file, "--by", ADMINISTRATOR) == [
        f"{ADMINISTRATOR} is no active user in the role caseworker."
    ]
    run("load_pool", file, "--by", APPROVER)  # approvers of the town are caseworkers as well
    assert faults("put_in_force", newest_proposal(), "--by", APPROVER)[1:] == [
        "  - own_proposal at pool:naermere_job"
    ]
    assert faults("put_in_force", newest_proposal(), "--by", ADMINISTRATOR) == [
        "administrator is none of approver."
    ]
    assert pool_selectors.in_force("naermere_job") is None


def test_a_proposal_that_does_not_exist_and_a_pool_not_in_force_are_told(town: Town):
    assert faults("put_in_force", 999, "--by", APPROVER) == ["There is no proposal 999."]
    assert faults("dump_pool", "made_up") == ["1 problem:", "  - pool_not_in_force at made_up"]
    assert "cannot be read" in faults("load_pool", "/nowhere.toml", "--by", CASEWORKER)[0]


def test_caps_of_a_text_file_are_proposed_and_count_once_they_are_put_in_force(town: Town, caps_csv: Path):
    pool = terms_in_force("fsm3").pool_id
    assert run(*import_caps(caps_csv)).startswith("2 caps proposed")
    assert len(pool_selectors.caps_in_force(pool)) == 6
    run("put_in_force", newest_proposal(), "--by", APPROVER)
    caps = pool_selectors.caps_in_force(pool)
    assert {code: (str(cap.amount), cap.cohort) for code, cap in caps.items()} == {
        "0101": ("2500000.00", "new"),
        "0185": ("1000000.50", "fsm2"),
    }
    assert "nothing is proposed" in run(*import_caps(caps_csv))


def test_caps_of_a_workbook_are_those_of_the_text_file(town: Town, caps_csv: Path, tmp_path: Path):
    book = Workbook()
    book.active.append(COLUMNS)
    book.active.append(["0101", 2500000, "nej", None, "nej", 700])
    book.active.append([185, 1000000.5, "ja", "2022-06-30", "ja", 90])
    file = tmp_path / "caps.xlsx"
    book.save(file)
    run(*import_caps(caps_csv))
    assert "nothing is proposed" in run(*import_caps(file))


def test_every_wrong_cell_is_told_with_its_line_and_nothing_is_stored(town: Town, tmp_path: Path):
    file = tmp_path / "caps.csv"
    file.write_text(CAPS.replace(";", ",") + "0101,12.34,nej,,nej,700\n0102,5,ja,i morgen,nej\n")
    before = journal.head()
    assert faults(*import_caps(file)) == [
        "3 problems:",
        "  - ambiguous_number at line 2, column 2",
        "  - municipality_unknown at line 3, column 1 value=0102",
        "  - not_a_date at line 3, column 4 value=i morgen",
    ]
    assert journal.head() == before


def test_a_file_that_is_no_workbook_is_told(town: Town, tmp_path: Path):
    file = tmp_path / "caps.xlsx"
    file.write_bytes(b"PK\x03\x04 truncated")
    assert "is no workbook that can be read" in faults(*import_caps(file))[0]


def import_outcomes(file: Path, *confirmed: str) -> tuple[object, ...]:
    return (
        "import_outcomes",
        "fsm3",
        file,
        *(("--confirm", *confirmed) if confirmed else ()),
        "--by",
        CASEWORKER,
    )


def test_an_outcome_file_is_imported_once_with_a_report(town: Town, tmp_path: Path):
    with_awards(town)
    file = tmp_path / "udtræk.csv"
    file.write_bytes(outcome_file({("0101", "2022-07"): (3, 30), ("0825", "2022-07"): (1, 2)}))
    assert faults(*import_outcomes(file)) == [
        "2 problems:",
        "  - municipality_absent at 2022-07 month=2022-07, municipality=0561",
        "  - municipality_absent at 2022-07 month=2022-07, municipality=0563",
    ]
    confirmed = ("2022-07:0561", "2022-07:0563")
    assert run(*import_outcomes(file, *confirmed)).splitlines() == [
        "30 rows of 1 month are stored as vintage 1.",
        "  - 0825 has no award: 2 rows are counted and not stored.",
        "  - absent, as confirmed: 2022-07:0561",
        "  - absent, as confirmed: 2022-07:0563",
    ]
    assert "nothing is stored" in run(*import_outcomes(file, *confirmed))


def test_faults_of_an_outcome_file_are_told_by_line_and_never_with_a_cpr_number(town: Town, tmp_path: Path):
    with_awards(town)
    file = tmp_path / "f.csv"
    file.write_bytes(two_months() + b"0101,0101011234,2022-07,0,0,0,0,0,0,0\n0101,B\n")
    told = faults(*import_outcomes(file))
    assert told[:2] == ["2 problems:", "  - cpr_in_file at line 182 column=citizen_id"]
    assert "0101011234" not in "".join(told)
    assert "cannot be read" in faults(*import_outcomes(tmp_path / "nowhere.csv"))[0]
    assert faults(*import_outcomes(file, "juli:Esbjerg"))[1:] == ["  - confirmation_unreadable"]


def test_outcome_shares_of_a_municipality_without_an_award_are_refused(town: Town):
    assert faults("outcome_shares", "fsm3", "--municipality", "0825", "--json") == [
        "0825 has no award in force in fsm3."
    ]


def test_bad_input_46_a_changed_journal_row_is_named_and_a_kept_head_shows_a_cut_tail(town: Town):
    head = journal.head()
    assert str(head) in run("verify_journal", "--head", head)
    cut = f"{head.seq + 1}:{head.digest}"
    assert faults("verify_journal", "--head", cut)[1:] == [
        f"  - entry {head.seq + 1}: witness head {head.seq + 1}"
    ]


def test_a_head_that_is_none_is_refused():
    with pytest.raises(CommandError, match="SEQ:DIGEST"):
        run("verify_journal", "--head", "nonsense")


def test_the_committed_drawing_of_the_workflow_is_current():
    assert draw_workflows.TARGET.read_text(encoding="utf-8") == draw_workflows.page()


def test_draw_workflows_writes_the_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(draw_workflows, "TARGET", tmp_path / "workflows.md")
    run("draw_workflows")
    assert "draft --> sent: sent (signatory)" in (tmp_path / "workflows.md").read_text()


def test_the_first_administrators_choose_their_passwords_by_links_that_work_once(client):
    members.keep_agency(name="Styrelsen", cvr="55568510", at=clock.now())
    told = run(
        "first_administrators", "mona@star.example:Mona Opdigtet", "nis@star.example:Nis Opdigtet"
    ).splitlines()
    assert [line.split(": ")[0] for line in told] == ["mona@star.example", "nis@star.example"]
    link = told[0].split(": ")[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    chosen = {"new_password1": "et langt og opdigtet ord", "new_password2": "et langt og opdigtet ord"}
    assert client.post(form, chosen).headers["Location"] == "/log-ind/"
    assert client.login(username="mona@star.example", password=chosen["new_password1"])
    assert "Linket er brugt" in Client().get(link, follow=True).content.decode()


def test_the_first_administrators_are_two_and_the_first():
    members.keep_agency(name="Styrelsen", cvr="55568510", at=clock.now())
    assert faults("first_administrators", "mona@star.example:Mona")[1:] == ["  - two_administrators_needed"]
    run("first_administrators", "mona@star.example:Mona", "nis@star.example:Nis")
    again = ("first_administrators", "olga@star.example:Olga", "per@star.example:Per")
    assert faults(*again)[1:] == ["  - administrators_exist"]
    assert "MAIL:NAME" in faults("first_administrators", "mona")[0]


def test_make_authority_makes_one_once_and_only_under_a_password(tmp_path, monkeypatch):
    file = tmp_path / "authority.p12"
    monkeypatch.delenv("AUTHORITY_PASSWORD", raising=False)
    assert faults("make_authority", "Prøvemyndighed", file) == ["AUTHORITY_PASSWORD is missing."]
    monkeypatch.setenv("AUTHORITY_PASSWORD", "word")
    assert run("make_authority", "Prøvemyndighed", file) == f"{file} holds the authority Prøvemyndighed.\n"
    assert "Prøvemyndighed" in certificates.read(file, "word").certificate.subject.rfc4514_string()
    assert file.stat().st_mode & 0o077 == 0
    assert "is there already" in faults("make_authority", "Prøvemyndighed", file)[0]
