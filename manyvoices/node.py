"""Has a scheduler or a worker of Dask find what a run gives it.

dask scheduler --preload manyvoices.node
dask worker tcp://host:8786 --preload manyvoices.node --nthreads 1
"""

from manyvoices.paths import find_modules

find_modules()
