"""Everything that is written is for its owner's eyes only, whatever the umask."""

import os
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.commands import Command
from cases.hostile import hostile
from gapwizard import settings

MADE = (
    "new Acme", "answer acme 8.6.1-Q01 P --note n", "department acme propose",
    "department acme service-desk --person Li", "agenda acme propose", "list", "backup acme",
    "backup acme -o copy", "report acme", "report acme -o page.html", "report acme --export --format md --format html",
    "agenda acme --export agenda.md", "agenda acme --export agenda.ics",
    "document acme DOC-045 --ask", "document acme --request-list requests.md",
    "document acme --request-list requests.csv", "search acme n --export hits.csv",
    "search acme n --export hits.md", "compare acme stranger --export change.md",
    "export acme --bundle acme.zip", "export acme --redact -o answers.json",
    "export acme --bundle acme.zip.age --encrypt --passphrase-file secret", "import acme.zip",
    "new Own --questionnaire own.json", "duplicate acme twin", "repair acme --yes", "undo acme",
    "restore acme --to 1", "search acme n --save --name N",
)  # fmt: skip
OURS = {"secret", "own.json"}


@pytest.fixture(autouse=True)
def _no_umask() -> Iterator[None]:
    """Let nothing but the program itself keep files private."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("cheap")
def test_one_of_everything(gapwizard: Command, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.umask(0o077)
    for name in OURS:
        Path(name).write_text("a long secret of many words\n")
    Path("own.json").write_text(
        '{"format": 1, "id": "own", "version": "1", "language": "en", "title": "T", "clauses": '
        '[{"id": "1", "title": "C", "questions": [{"id": "q", "text": "How?"}]}]}'
    )
    os.umask(0)
    hostile(data, "x")
    for line in MADE:
        said = gapwizard(*shlex.split(line))
        assert said.code == 0, (line, said.err)
    settings.save(settings.load())

    monkeypatch.setattr("gapwizard.cli.output.document", lambda _value: 1 / 0)
    assert gapwizard("list", "--json").code == 70

    seen = 0
    for folder, folders, files in os.walk(data.parent):
        for name in [*folders, *files]:
            path = Path(folder) / name
            mode = stat.S_IMODE(path.lstat().st_mode)
            seen += 1
            assert not mode & 0o077, f"{mode:o} {path}"
    assert seen > 60
