"""What the letters say: all of their context, nothing else, in words that never run as code."""

import re
import shutil
from html import unescape

import pytest

from fsm3.core.journal import Head
from fsm3.letters import templates
from fsm3.letters.contexts import Kind
from tests.letters import walk
from tests.letters.samples import SAMPLES

HEAD = Head(1234, "9f86d081884c7d65" * 4)
KINDS = list(SAMPLES)


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def page_of(letter) -> str:
    return templates.html(letter, journal=HEAD)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_a_context_says_is_printed(kind):
    text = text_of(page_of(SAMPLES[kind]))
    for path, value in walk.printed(SAMPLES[kind]):
        assert " ".join(value.split()) in text, walk.written(path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "{% load static %}",
        '"><img src=file:///etc/passwd>',
        "&amp;",
    ],
)
def test_what_people_typed_stays_text(kind, typed):
    """Bad input 37, in every field of every letter."""
    letter = SAMPLES[kind]
    for path, value in walk.leaves(letter):
        if isinstance(value, str):
            letter = walk.changed(letter, path, typed)
    page = page_of(letter)
    assert typed in unescape(page)
    assert "<script" not in page
    assert "<img" not in page
    assert "49" not in text_of(page)


def test_a_name_the_context_lacks_stops_the_letter(monkeypatch, tmp_path, settings):
    shutil.copytree(settings.BASE_DIR / "templates" / "letters", tmp_path / "templates" / "letters")
    (tmp_path / "templates" / "letters" / "receipt.html").write_text("{{ letter.no_such_name }}")
    settings.BASE_DIR = tmp_path
    templates._engine.cache_clear()
    with pytest.raises(templates.NoSuchName):
        page_of(SAMPLES[Kind.RECEIPT])
    templates._engine.cache_clear()


@pytest.mark.parametrize("kind", KINDS)
def test_a_made_up_letter_says_so_and_a_real_one_does_not(kind):
    real = walk.changed(SAMPLES[kind], ("head", "invented"), False)
    assert "Opdigtede data" in page_of(SAMPLES[kind])
    assert "pdigtede data" not in page_of(real)


def test_a_corrected_letter_names_the_one_it_replaces():
    from fsm3.letters.contexts import Correction

    correction = Correction(document="Afvisning", dated="1. december 2021", change="Tidspunktet er rettet.")
    letter = walk.changed(SAMPLES[Kind.INADMISSIBILITY], ("head", "corrections"), (correction,))
    assert "træder i stedet for Afvisning af 1. december 2021. Tidspunktet er rettet." in text_of(
        page_of(letter)
    )


def test_an_award_in_full_says_so():
    letter = walk.changed(SAMPLES[Kind.AWARD], ("reductions",), ())
    assert "vi imødekommer ansøgningen fuldt ud" in text_of(page_of(letter))


@pytest.mark.parametrize(
    ("in_time", "earlier", "said"),
    [
        (True, False, "Vi behandler ansøgningen"),
        (False, False, "bliver afvist"),
        (False, True, "gælder fortsat"),
    ],
)
def test_a_receipt_tells_what_follows_from_its_time(in_time, earlier, said):
    """Bad input 47: a correction sent too late is stamped, kept and told, and the timely one stands."""
    letter = walk.changed(SAMPLES[Kind.RECEIPT], ("in_time",), in_time)
    letter = walk.changed(letter, ("earlier",), letter.earlier if earlier else ())
    assert said in text_of(page_of(letter))


class TestVersion:
    @pytest.fixture(autouse=True)
    def _a_copy(self, tmp_path, settings):
        shutil.copytree(settings.BASE_DIR / "templates" / "letters", tmp_path / "templates" / "letters")
        shutil.copytree(settings.BASE_DIR / "static" / "letters", tmp_path / "static" / "letters")
        settings.BASE_DIR = tmp_path
        settings.STATICFILES_DIRS = [tmp_path / "static"]
        self.folder = tmp_path
        self.fresh()
        yield
        self.fresh()

    def fresh(self):
        templates.version.cache_clear()

    def versions(self):
        self.fresh()
        return {kind: templates.version(kind) for kind in Kind}

    def changed_by(self, name):
        before = self.versions()
        path = self.folder / name
        path.write_text(path.read_text() + " ")
        after = self.versions()
        return {kind for kind in Kind if before[kind] != after[kind]}

    def test_every_kind_has_its_own(self):
        assert len(set(self.versions().values())) == len(Kind)

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_changed_template_is_a_new_version_of_its_kind_alone(self, kind):
        assert self.changed_by(f"templates/letters/{kind}.html") == {kind}

    @pytest.mark.parametrize("name", ["templates/letters/base.html", "static/letters/letter.css"])
    def test_what_all_letters_share_is_a_new_version_of_all(self, name):
        assert self.changed_by(name) == set(Kind)


def test_a_static_file_that_is_not_there_is_told_by_its_name():
    with pytest.raises(FileNotFoundError, match="no-such-font"):
        templates.own_file("letters/no-such-font.ttf")
