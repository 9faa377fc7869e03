"""Each field of each case table is classified, or it shows to nobody."""

import pytest
from django.apps import apps

from organisation.classification import FieldClass
from organisation.models import Member

# What is no case's: reference data, and the list of import runs.
NO_CASE = {
    *("Category", "Standard", "Result", "Tag", "ImportBatch", "RepeatRule"),
    "InterventionRule",
    *("Regime", "Severity", "Forum", "ForumRoute", "Sanction", "ForumSanction"),
    *("Seat", "Ground", "CategoryReferral", "HandlingRoute", "LetterText"),
    "ChecklistItem",
    *("SettlementLimit", "DelegationRule", "PriorityRule", "RiskBand"),
}
MODELS = [
    *(m for m in apps.get_app_config("complaints").get_models()),
    Member,
]
CASE_MODELS = [model for model in MODELS if model.__name__ not in NO_CASE]


def fields_of(model):
    own = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return {field.name for field in own if field.name != "id"}


@pytest.mark.parametrize("model", CASE_MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_class_and_every_class_a_field(model):
    classes = model.FIELD_CLASSES
    assert fields_of(model) == set(classes)
    assert set(classes.values()) <= set(FieldClass)


@pytest.mark.parametrize("model", CASE_MODELS, ids=lambda model: model.__name__)
def test_free_text_and_files_are_at_least_identity(model):
    """architecture.md 7: whatever a person typed may name somebody."""
    typed = {
        field.name
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"TextField", "JSONField", "EmailField"}
    }
    open_to_more = {FieldClass.PUBLIC, FieldClass.OFFICIAL}
    assert not {name for name in typed if model.FIELD_CLASSES[name] in open_to_more}


def test_only_reference_data_and_runs_are_no_case():
    names = {model.__name__ for model in MODELS}
    assert names >= NO_CASE
    for model in MODELS:
        reaches_a_case = any(
            field.related_model is not None
            and field.related_model.__name__ in {"Case", "Person", "Allegation"}
            for field in model._meta.concrete_fields
        )
        assert not (model.__name__ in NO_CASE and reaches_a_case)
