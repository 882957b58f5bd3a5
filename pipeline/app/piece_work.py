"""Pieces of sound encoded by the workers of a cluster, while this process waits for them."""

from functools import partial

from pipeline.app import node
from pipeline.errors import PublishError, WorkersEnded
from pipeline.infra.distributed_runner import DistributedRunner
from pipeline.infra.runner import Task
from pipeline.infra.store import key
from pipeline.narration.configuration import NarrationConfiguration
from pipeline.writers.encoder import VERSION
from pipeline.writers.encoders import PieceRequest

PRIORITY = 1
"""Before sentences: an edition whose last sentence was spoken waits for it."""


class PieceWork:
    """What workers of the `runner` are asked to encode, once it was seen which of them have the same ffmpeg as this machine."""

    def __init__(self, runner: DistributedRunner, configuration: NarrationConfiguration) -> None:
        self._runner = runner
        self._configuration = configuration
        runner.want(node.FFMPEG)

    def is_done(self, request: PieceRequest) -> bool:
        """Wait until a worker has made what is asked; False when none can, or what it tried failed there.

        Raises `WorkersEnded` for what ended one worker after the other: it would not do better here.
        """
        if not self._runner.slots(node.FFMPEG):
            return False
        try:
            self._runner.submit(self._task(request)).result()
        except WorkersEnded:
            raise
        except PublishError:
            return False
        return True

    def _task(self, request: PieceRequest) -> Task[None]:
        """Its key names the store too: elsewhere what is made would be missing."""
        store = self._configuration.store_url or str(self._configuration.store)
        own = key("encoding", VERSION, of=request.key, store=store)
        return Task(
            partial(node.encode, self._configuration, request), own, request.name, node.FFMPEG, PRIORITY
        )
