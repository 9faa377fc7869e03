from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from casework.models import ReferenceCounter
from casework.references import Reference, issue, issue_many, written

ON = date(2026, 11, 21)


@pytest.mark.django_db
class TestIssue:
    def test_counts_from_one_for_each_prefix_and_year(self):
        assert issue("XA", on=ON) == Reference("XA/00001/26", 2026, 1)
        assert issue("XA", on=ON) == Reference("XA/00002/26", 2026, 2)
        assert issue("XB", on=ON).reference == "XB/00001/26"
        assert issue("XA", on=date(2027, 1, 1)).reference == "XA/00001/27"

    def test_more_than_five_digits(self):
        ReferenceCounter.objects.create(prefix="XA", year=2026, last_serial=99_999)
        assert issue("XA", on=ON) == Reference("XA/100000/26", 2026, 100_000)

    def test_many_at_once(self):
        issue("XA", on=ON)
        serials = [one.serial for one in issue_many("XA", 3, on=ON)]
        assert serials == [2, 3, 4]
        assert issue_many("XA", 0, on=ON) == []
        assert issue("XA", on=ON).serial == 5

    def test_rolled_back_is_issued_again(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            issue("XA", on=ON)
            raise RuntimeError
        assert issue("XA", on=ON).serial == 1


def test_written():
    assert written("PC", 2009, 7) == "PC/00007/09"


@pytest.mark.django_db(transaction=True)
class TestConcurrency:
    def test_needs_a_transaction(self):
        with pytest.raises(transaction.TransactionManagementError):
            issue("XA", on=ON)

    def test_no_gap_and_no_double_with_rollbacks(self):
        together = Barrier(8)

        def work(worker):
            got = []
            try:
                together.wait()
                for turn in range(12):
                    try:
                        with transaction.atomic():
                            one = issue("XA", on=ON)
                            if (worker + turn) % 3 == 0:
                                raise RuntimeError
                        got.append(one.serial)
                    except RuntimeError:
                        continue
            finally:
                connection.close()
            return got

        with ThreadPoolExecutor(8) as pool:
            serials = [serial for got in pool.map(work, range(8)) for serial in got]
        assert sorted(serials) == list(range(1, len(serials) + 1))
        assert len(serials) == 64
