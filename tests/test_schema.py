"""The published JSON Schema of questionnaire files."""

import json
from pathlib import Path

from gapwizard.library.lint import schema

PUBLISHED = Path(__file__).parent.parent / "docs" / "questionnaire.schema.json"


class TestThePublishedSchema:
    def test_is_the_one_made_from_the_models(self) -> None:
        assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()
