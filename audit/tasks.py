from celery import shared_task

from audit import seals


@shared_task(name="audit.seal", ignore_result=True)
def seal() -> None:
    """Seal the trail's heads; running twice, or twice at once, does no harm."""
    seals.seal()
