"""The shape of a questionnaire: what its model takes, and what it says of data it does not take.

What loads a questionnaire that was linted before needs no more of the lint than this.
"""

import reprlib

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gapwizard.domain.base import MOST, Fault, Place
from gapwizard.domain.original import Original
from gapwizard.domain.other_words import choice
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.words import DOCUMENT_KINDS
from gapwizard.errors import nearest
from gapwizard.i18n import N_, _, names

SHORT = reprlib.Repr()
"""Shows a wrong value by its beginning, however large and deep it is."""
# In a line of a terminal, beside its place.
SHORT.maxstring = SHORT.maxother = SHORT.maxlong = 60
SHORT.maxlevel = 2


def parse(
    data: dict[str, object], original: Original | None = None
) -> tuple[Questionnaire | None, list[Fault]]:
    """Parse merged data; gives the questionnaire or what is wrong with the shape of the data.

    `original` is what it was translated from, for data that a translation was laid over.
    """
    try:
        return Questionnaire.model_validate(_with_kinds(data), context=original), []
    except ValidationError as problem:
        found = problem.errors(include_url=False)
        return None, [_fault(error) for error in found[:MOST]]
    except RecursionError:
        return None, [Fault((), _("nested too deeply"))]


def _with_kinds(data: dict[str, object]) -> dict[str, object]:
    """The data with the kinds of documents by their codes, where a word of ours says one.

    A record is kept and never revised, whether it is called record, Record or 记录.
    """
    rows = data.get("documents")
    if not isinstance(rows, list):
        return data
    return {
        **data,
        "documents": [_with_kind(row) if isinstance(row, dict) else row for row in rows],
    }


def _with_kind(row: dict[str, object]) -> dict[str, object]:
    kind = row.get("kind")
    if not isinstance(kind, str) or kind in DOCUMENT_KINDS:
        return row
    return {**row, "kind": choice(kind, DOCUMENT_KINDS) or kind}


def _fault(error: ErrorDetails) -> Fault:
    place = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        known = _keys_at(place[:-1])
        near = nearest(str(place[-1]), known)
        hint = _("; the nearest valid key is {near!r}").format(near=near) if near else ""
        allowed = "" if near else _("; valid keys are {keys}").format(keys=names(known))
        text = _("unknown key {key!r}{hint}{allowed}").format(
            key=place[-1], hint=hint, allowed=allowed
        )
        return Fault(place, text)
    if error["type"] == "missing":
        text = _("{key!r} is required and not here").format(key=place[-1])
        return Fault(place[:-1], text)
    return Fault(place, why_wrong(error))


_WHY = {
    "string_type": N_("a text is wanted"),
    "int_type": N_("a whole number is wanted"),
    "int_parsing": N_("a whole number is wanted"),
    "bool_type": N_("true or false is wanted"),
    "tuple_type": N_("a list is wanted"),
    "list_type": N_("a list is wanted"),
    "dict_type": N_("an object is wanted"),
    "model_type": N_("an object is wanted"),
    "literal_error": N_("one of {expected} is wanted"),
    "greater_than_equal": N_("{ge} is the least it may be"),
    "less_than_equal": N_("{le} is the most it may be"),
    "too_short": N_("at least {min_length} must stand here"),
    "string_too_short": N_("a text of at least {min_length} characters is wanted"),
    "string_too_long": N_("a text of at most {max_length} characters is wanted"),
    "string_unicode": N_("a text holds half a character"),
    "string_pattern_mismatch": N_("it has not the form {pattern}"),
}
"""What is wrong, by the type that pydantic gives an error; another one is said in its words."""


def why_wrong(error: ErrorDetails) -> str:
    """What is wrong with a value that a model does not take, and which it is."""
    words = _WHY.get(error["type"])
    why = _(words).format(**error.get("ctx", {})) if words is not None else error["msg"]
    return _("{why}; here is {value}").format(why=why, value=SHORT.repr(error["input"]))


def _keys_at(place: Place) -> list[str]:
    """The keys that the object at a place may have."""
    model: type[BaseModel] = Questionnaire
    for step in place:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = _model_in(field.annotation) if field is not None else None
        if inner is None:
            return []
        model = inner
    return list(model.model_fields) + (["include"] if model is Questionnaire else [])


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model inside `Model`, `Model | None` or `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
