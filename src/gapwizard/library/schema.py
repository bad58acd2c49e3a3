"""The JSON Schema of the questionnaire format, made from the models."""

from gapwizard.domain.questionnaire import Questionnaire

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, object]:
    """The schema of a questionnaire file, `include` with it."""
    made = {"$schema": DIALECT, **Questionnaire.model_json_schema()}
    made["title"] = "gapwizard questionnaire, format 1"
    made["properties"]["include"] = {
        "type": "array",
        "items": {"type": "string"},
        "default": [],
        "description": "Files beside this one whose clauses and documents are appended in order.",
    }
    made["required"] = [name for name in made["required"] if name != "clauses"]
    made["anyOf"] = [{"required": ["clauses"]}, {"required": ["include"]}]
    return made
