"""What is known of evidence goes out in an answer sheet and comes back; where it lies stays here."""

import csv
import io
from pathlib import Path

from cases.commands import Command

ITEM = r"document: DOC-045 {asked; date: 2026-05-01; owner: Desk; at: \\srv\x; asked of: CAB}"


def evidence(gapwizard: Command, acme: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = gapwizard("show", acme, "8.6.1-Q02", "--json").json["answer"][
        "evidence"
    ]
    return found


class TestAnAnswerSheet:
    def test_brings_back_what_is_known_of_an_item_and_what_was_corrected(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--evidence", ITEM)
        before = evidence(gapwizard, acme)
        file = place / "sheet.csv"
        gapwizard("sheet", acme, "-o", file, "--clauses", "8.6.1")
        text = file.read_text(encoding="utf-8")
        assert "srv" not in text
        gapwizard("import", acme, file)
        assert evidence(gapwizard, acme) == before

        rows = list(csv.reader(io.StringIO(text)))
        heading = next(row for row in rows if any("evidence" in cell.casefold() for cell in row))
        column = next(at for at, cell in enumerate(heading) if "evidence" in cell.casefold())
        for row in rows:
            if len(row) > column and "DOC-045" in row[column]:
                row[column] = row[column].replace("asked for;", "received;")
        held = io.StringIO()
        csv.writer(held).writerows(rows)
        file.write_text(held.getvalue(), encoding="utf-8")
        assert gapwizard("import", acme, file).code == 0
        assert evidence(gapwizard, acme) == [{**before[0], "state": "received"}]
