"""The fields of the tables: which of them a client never sees."""

import pytest

from gapwizard.domain.staging import Difference, Kind, StagedRow
from gapwizard.session.acts.labels import DECLARED
from gapwizard.session.handover.fields import FATES, FieldFate, is_private
from gapwizard.tui.staging.painting import visible_differences


class TestWhatIsPrivate:
    def test_is_what_a_form_says_so_of_and_what_is_never_handed_out(self) -> None:
        declared = {
            (t, key) for t, known in DECLARED.items() for key, one in known.items() if one.private
        }
        never = {(t, key) for t, known in FATES.items() for key, fate in known.items()
                 if fate in (FieldFate.PRIVATE, FieldFate.POST)}  # fmt: skip
        found = {(t, key) for t, known in FATES.items() for key in known if is_private(t, key)}
        assert found == declared | never

    @pytest.mark.parametrize(
        ("table", "field"),
        [("slots", "interviewer"), ("slots", "note_taker"), ("files", "sha256"), ("about", "name"),
         ("tasks", "note"), ("documents", "location"), ("answers", "follow_up")],
    )  # fmt: skip
    def test_is_not_shown_among_what_comes_in(self, table: str, field: str) -> None:
        row = StagedRow(table, "X", Kind.CHANGED, "lee", (Difference(field, "Ann Fox", "Tom Fox"),))
        assert visible_differences(row, client=True) == []
        assert len(visible_differences(row, client=False)) == 1

    def test_is_nothing_a_client_may_read(self) -> None:
        assert not is_private("answers", "observation")
        assert not is_private("registers", "cells.title")
