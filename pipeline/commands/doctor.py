"""`doctor`: what is on this machine, and what is not."""

from dataclasses import asdict

import click

from pipeline.commands.options import AS_JSON, settings_of
from pipeline.commands.printing import print_json


@click.command()
@AS_JSON
def doctor(as_json: bool) -> None:
    """Say which engines, voices and tools are on this machine, and how to get the others."""
    from pipeline.doctor import examine

    findings = examine(settings_of({}))
    if as_json:
        print_json([asdict(finding) for finding in findings])
        return
    for finding in findings:
        mark = "ok     " if finding.works else "MISSING" if finding.needed else "–      "
        click.echo(f"{mark} {finding.name}: {finding.text}")
        if finding.advice and not finding.works:
            click.echo(f"        {finding.advice}")
