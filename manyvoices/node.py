"""Has a scheduler or a worker of Dask find what a run gives it, and take less time for itself.

dask scheduler --preload manyvoices.node
dask worker tcp://host:8786 --preload-nanny manyvoices.node --preload manyvoices.node --nthreads 1
"""

from manyvoices.paths import find_modules

find_modules()

from pipeline.infra.distributed_cluster import be_frugal  # noqa: E402 - it is found from here on

be_frugal()
