"""How a wheel is laid out: everything in the one package `manyvoices`, so that no `cli` or `pipeline` of others is hurt."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

INNER = ("cli.py", "pipeline")


class InOnePackage(build_py):
    """Puts what the checkout has at its top into `manyvoices`; an editable installation leaves it where it is."""

    def run(self) -> None:
        package = Path(self.build_lib, "manyvoices")
        shutil.rmtree(package, ignore_errors=True)
        super().run()
        if not self.editable_mode:
            for name in INNER:
                shutil.move(Path(self.build_lib, name), package / name)


setup(cmdclass={"build_py": InOnePackage})
