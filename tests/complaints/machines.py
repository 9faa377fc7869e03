"""What machines that walk over tables of the workflow share."""

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


class InOneBlock(RuleBasedStateMachine):
    """A life in the database that leaves nothing behind."""

    def __init__(self):
        super().__init__()
        # Refusals are recorded durably: this outer block must count as the test's own.
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


def run(machine, *, lives, steps):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
