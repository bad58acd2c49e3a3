"""Since when two copies go their own way: by what both histories say, and by merges that stand."""

import shutil
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.session import copies
from gapwizard.session.acts.labels import act_words
from gapwizard.session.copies import last_common, mark_of
from gapwizard.session.session import Session
from gapwizard.store import history
from gapwizard.store.history import Acts, HistoryEntry, RowChange


def act(revision: int, what: str = "answer", label: str = "x", who: str = "lee") -> HistoryEntry:
    """An act."""
    change = RowChange("answers", "1-Q1", None, {"note": f"{who} {revision}"})
    return HistoryEntry(revision, f"2026-11-29T10:00:{revision:02}Z", who, what, label, (change,))


def acts(*made: HistoryEntry) -> Acts:
    """The history of some acts."""
    return history.prove(history.encode_all(made)).acts


BOTH = (act(1), act(2), act(3))
NEW = ("new", "day=2026-12-01", "start=9:00")
Q2 = "8.6.1-Q02"


class TestTheLastCommonRevision:
    def test_is_the_last_act_that_stands_in_both(self) -> None:
        for many in range(4):
            mine = acts(*BOTH[:many], *(act(n, who="dana") for n in range(many + 1, 6)))
            theirs = acts(*BOTH[:many], *(act(n) for n in range(many + 1, 9)))
            assert last_common(mine, theirs) == many
            assert last_common(theirs, mine) == many

    def test_is_the_end_of_the_shorter_one_where_it_is_all_in_the_other(self) -> None:
        assert last_common(acts(*BOTH), acts(*BOTH, act(4))) == 3
        assert last_common(acts(*BOTH), acts(*BOTH)) == 3

    def test_does_not_need_the_same_chain(self) -> None:
        anew = b""
        chain = "another"
        for one in (*BOTH, act(4)):
            line, chain = history.encode(one, chain)
            anew += line
        other = Acts(anew.splitlines())
        assert last_common(acts(*BOTH, act(4, who="dana")), other) == 3

    def test_is_none_of_histories_that_begin_apart(self) -> None:
        assert last_common(acts(act(1)), acts(act(1, who="dana"))) == 0
        assert last_common(acts(*BOTH), Acts([])) == 0
        late = acts(act(7), act(8))  # begun anew by a repair
        assert last_common(acts(*BOTH), late) == 0


class TestTheStateBothBeganFrom:
    def test_is_what_a_merge_that_stands_took_over(self) -> None:
        theirs = acts(*BOTH, act(4), act(5))
        merge = act(5, "merge", f"lee r5 lee {mark_of(theirs)}", "dana")
        undo = HistoryEntry(6, "z", "dana", "undo", "merge", (), reverses=5)
        redo = HistoryEntry(7, "z", "dana", "redo", "merge", (), reverses=5)
        mine = (*BOTH, act(4, who="dana"), merge)
        longer = acts(*BOTH, act(4), act(5), act(6))
        assert copies._base(acts(*mine), longer, 3)[:2] == (longer, 5)
        assert copies._base(longer, acts(*mine), 3)[:2] == (longer, 5)
        undone = acts(*mine, undo)
        assert copies._base(undone, longer, 3)[:2] == (undone, 3)
        assert copies._base(acts(*mine, undo, redo), longer, 3)[:2] == (longer, 5)

    def test_is_told_by_more_than_one_act_that_two_copies_may_have_alike(self) -> None:
        """Both took the same copy over in one second, as one who merges three of them does."""
        same = act(5, "merge", "acme r3 lee", "dana")
        one, two = acts(*BOTH, act(4), same), acts(*BOTH, act(4, who="kim"), same)
        mine = acts(*BOTH, act(4, "merge", f"one r5 dana {mark_of(one)}", "dana"))
        assert copies._base(mine, one, 3)[:2] == (one, 5)
        assert copies._base(mine, two, 3)[:2] == (mine, 3)

    def test_is_not_what_another_history_has_at_that_revision(self) -> None:
        theirs = acts(*BOTH, act(4), act(5))
        merge = act(5, "merge", f"lee r5 lee {mark_of(theirs)}", "dana")
        mine = acts(*BOTH, act(4, who="dana"), merge)
        other = acts(*BOTH, act(4, who="kim"), act(5, who="kim"))
        assert copies._base(mine, other, 3)[:2] == (mine, 3)

    def test_is_the_later_of_two_merges_into_each_other(self) -> None:
        theirs = acts(*BOTH, act(4))
        mine = acts(*BOTH, act(4, who="dana"), act(5, "merge", f"x {mark_of(theirs)}", "dana"))
        theirs = acts(*BOTH, act(4), act(5, "merge", f"x {mark_of(mine)}"))
        assert copies._base(mine, theirs, 3)[:2] == (mine, 5)
        assert copies._base(theirs, mine, 3)[:2] == (mine, 5)
        mine = acts(*mine, act(6, "merge", f"x {mark_of(theirs)}", "dana"))
        assert copies._base(mine, theirs, 3)[:2] == (theirs, 5)


class TestWhoSaidWhat:
    Q = ("answers", "1-Q1", "note")

    def test_is_not_who_undid_something_after_it(self) -> None:
        later = act(5, who="boss")
        undo = HistoryEntry(6, "z", "boss", "undo", "x", later.changes, reverses=5)
        redo = HistoryEntry(7, "z", "chief", "redo", "x", later.changes, reverses=5)
        made = acts(*BOTH, act(4, who="dana"), later, undo)
        assert copies._voices(made, 3)[self.Q].who == "dana"
        assert copies._voices(made, 4) == {}
        assert copies._voices(acts(*made, redo), 3)[self.Q].who == "boss"

    def test_is_not_claimed_for_who_merged(self) -> None:
        made = acts(*BOTH, act(4, "merge", "lee r5 lee", "dana"))
        assert copies._voices(made, 3)[self.Q].who == "dana (merge)"


def test_a_reader_of_the_history_sees_no_mark() -> None:
    label = f"lee.zip r5 lee: why {mark_of(acts(*BOTH))}"
    assert act_words("merge", label) == "merge lee.zip r5 lee: why"


class TestAThing:
    """Ids are given by counting; what has one is known by what it is about, whatever happened to the id."""

    @pytest.mark.parametrize("take", ["mine", "theirs"])
    def test_is_not_what_got_the_id_of_one_that_was_removed(
        self, gapwizard: Command, acme: str, data: Path, take: str
    ) -> None:
        gapwizard("slot", acme, *NEW, "topic=Incidents")
        shutil.copytree(data / acme, data / "copy")
        gapwizard("slot", acme, "S-01", "done=yes", "summary=what was said")
        gapwizard("slot", "copy", "S-01", "--remove")
        gapwizard("slot", "copy", *NEW, "topic=Suppliers")
        assert gapwizard("merge", acme, "copy").code == 1
        gapwizard("merge", acme, "copy", "--take", take)
        mine = {"S-01": ("Incidents", "what was said")} if take == "mine" else {}
        assert slots(data / acme) == {**mine, "S-02": ("Suppliers", "")}
        gapwizard("merge", "copy", acme)
        assert slots(data / "copy") == slots(data / acme)

    def test_that_one_side_removed_stays_removed_beside_what_has_its_id_there(
        self, gapwizard: Command, acme: str, data: Path
    ) -> None:
        gapwizard("slot", acme, *NEW, "topic=Incidents")
        shutil.copytree(data / acme, data / "copy")
        gapwizard("slot", acme, "S-01", "--remove")
        gapwizard("slot", acme, *NEW, "topic=Suppliers")
        gapwizard("answer", "copy", Q2, "N")
        assert gapwizard("merge", acme, "copy").code == 0
        assert slots(data / acme) == {"S-01": ("Suppliers", "")}
        gapwizard("undo", acme)
        gapwizard("slot", "copy", "S-01", "summary=what was said")
        assert gapwizard("merge", acme, "copy", "--take", "theirs").code == 0
        assert slots(data / acme) == {
            "S-01": ("Suppliers", ""),
            "S-02": ("Incidents", "what was said"),
        }

    def test_is_found_again_under_the_id_that_an_earlier_merge_gave_it(
        self, gapwizard: Command, acme: str, data: Path
    ) -> None:
        shutil.copytree(data / acme, data / "copy")
        gapwizard("slot", acme, *NEW, "topic=Incidents")
        gapwizard("slot", "copy", *NEW, "topic=Suppliers")
        gapwizard("merge", acme, "copy")
        gapwizard("slot", "copy", "S-01", "summary=what was said")
        assert gapwizard("merge", acme, "copy").code == 0
        assert slots(data / acme) == {
            "S-01": ("Incidents", ""),
            "S-02": ("Suppliers", "what was said"),
        }
        gapwizard("slot", "copy", "S-01", "summary=more")
        assert gapwizard("merge", "copy", acme).code == 0
        assert slots(data / "copy") == {"S-01": ("Suppliers", "more"), "S-03": ("Incidents", "")}

    def test_is_the_same_under_another_title(
        self, gapwizard: Command, acme: str, data: Path
    ) -> None:
        """Each side took the other over, and one of them changed what the thing is known by between."""
        shutil.copytree(data / acme, data / "copy")
        gapwizard("slot", "copy", *NEW, "topic=Incidents")
        gapwizard("merge", acme, "copy")
        gapwizard("slot", "copy", "S-01", "topic=Incidents and requests")
        gapwizard("answer", acme, Q2, "P")
        gapwizard("merge", "copy", acme)
        gapwizard("slot", acme, "S-01", "summary=what was said")
        for one, other in ((acme, "copy"), ("copy", acme)):
            assert gapwizard("merge", one, other).code == 0
            assert slots(data / one) == {"S-01": ("Incidents and requests", "what was said")}

    def test_that_comes_in_has_no_id_that_something_gone_is_named_by(
        self, gapwizard: Command, acme: str, data: Path
    ) -> None:
        shutil.copytree(data / acme, data / "copy")
        gapwizard("document", acme, "new", "title=Old manual")
        gapwizard("action", acme, "new", "title=Rewrite it", "source=D-01")
        gapwizard("document", "copy", "new", "title=New policy")
        gapwizard("document", acme, "D-01", "--remove")
        assert gapwizard("merge", acme, "copy").code == 0
        with Session.open(data, acme, write=False) as session:
            made = session.assessment
        assert (made.actions["A-01"].source, made.documents["D-02"].title) == ("D-01", "New policy")

    def test_whose_removal_was_undone_is_the_same(
        self, gapwizard: Command, acme: str, data: Path
    ) -> None:
        gapwizard("slot", acme, *NEW, "topic=Incidents")
        shutil.copytree(data / acme, data / "copy")
        gapwizard("slot", "copy", "S-01", "--remove")
        gapwizard("undo", "copy")
        gapwizard("slot", "copy", "S-01", "summary=what was said")
        assert gapwizard("merge", acme, "copy").code == 0
        assert slots(data / acme) == {"S-01": ("Incidents", "what was said")}


def slots(folder: Path) -> dict[str, tuple[str, str]]:
    """Topic and summary of each slot of an assessment."""
    with Session.open(folder.parent, folder.name, write=False) as session:
        rows = session.assessment.slots.items()
        return {name: (slot.topic, slot.summary) for name, slot in rows}
