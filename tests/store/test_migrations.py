"""Files of older versions open; those of newer ones are refused."""

import shutil
from pathlib import Path

from gapwizard.store import rows
from gapwizard.store.folder import AssessmentFolder

OLD = Path(__file__).with_name("schema-1")


class TestAFileOfSchemaOne:
    def test_opens_with_all_that_is_in_it(self) -> None:
        opened = AssessmentFolder(OLD, write=False)
        answer = opened.assessment.answers["8.6.1-Q02"]
        assert (answer.rating, answer.note) == ("P", "matrix not used")
        assert opened.assessment.about.name == "北方数据"
        assert opened.assessment.documents["DOC-045"].state == "draft"
        assert opened.assessment.slots == {}
        assert (opened.revision, len(opened.acts), opened.notices) == (5, 5, [])

    def test_is_written_in_the_schema_of_today(self, tmp_path: Path) -> None:
        path = tmp_path / "old"
        shutil.copytree(OLD, path)
        opened = AssessmentFolder(path, write=True)
        opened.append(opened.acts[-1].__class__(6, "2026-01-01", "t", "answer", "a", ()))
        opened.checkpoint(opened.assessment)
        opened.close()
        sealed = rows.load((path / "assessment.json").read_bytes())
        assert (sealed.schema, sealed.revision) == (rows.SCHEMA, 6)
        assert sealed.tables == rows.load((OLD / "assessment.json").read_bytes()).tables
