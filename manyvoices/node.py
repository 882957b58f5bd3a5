"""Has a scheduler or a worker of Dask find what a run gives it, and look at itself less often.

dask scheduler --preload manyvoices.node
dask worker tcp://host:8786 --preload manyvoices.node --nthreads 1
"""

from manyvoices.paths import find_modules

find_modules()

from pipeline.infra.distributed_cluster import look_less_often  # noqa: E402 - it is found from here on

look_less_often()
