"""Every verb of the registers, as somebody who may would do it."""

from tests.complaints.records import claims, interventions, restrictions, risks
from tests.complaints.records.playing import RecordCase, RecordPlay, record_play

RECORDS: tuple[RecordCase, ...] = (
    *risks.RECORDS,
    *restrictions.RECORDS,
    *interventions.RECORDS,
    *claims.RECORDS,
)
BY_EVENT = {each.event: each for each in RECORDS}

__all__ = ["BY_EVENT", "RECORDS", "RecordCase", "RecordPlay", "record_play"]
