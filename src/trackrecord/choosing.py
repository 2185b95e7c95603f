"""What of a build hangs on other files: who has an id that two sources have, and which text reprints which.

Both are told from what the ledger holds of each source, in the order of the files; no graph is looked at.
"""

from collections.abc import Sequence
from pathlib import Path

from trackrecord.buildreport import BuildReport
from trackrecord.dataset import VERDICTS_ID
from trackrecord.errors import DocumentError
from trackrecord.ledger import Ledger, Outcome
from trackrecord.origins import origins
from trackrecord.tables import SUFFIXES


def choose(ledger: Ledger, files: Sequence[Path], report: BuildReport) -> list[int]:
    """Take what came of each file into the build and its report, or report why not.

    Returns the positions of the files that are left out although they were read, for their ids.
    """
    left_out = []
    for outcome in ledger.outcomes():
        if outcome.failure:
            report.failures.append(outcome.failure)
            continue
        try:
            for row in outcome.sources:
                check_id(row.id, files[outcome.position], ledger, files)
        except DocumentError as error:
            report.failures.append(str(error))
            left_out.append(outcome.position)
            continue
        _take(outcome, ledger, report)
    return left_out


def _take(outcome: Outcome, ledger: Ledger, report: BuildReport) -> None:
    for row in outcome.sources:
        ledger.choose(row.id, outcome.position, row.digest, row)
        if row.failure:
            report.failures.append(row.failure)
        else:
            report.add(row.told)
            ledger.note(row.told.get("candidates", ()))


def check_id(name: str, file: Path, ledger: Ledger, files: Sequence[Path]) -> None:
    """Refuse an id that another source has, or that is kept for something else.

    Raises:
        DocumentError: it is refused.
    """
    where = "its mapping" if file.suffix.lower() in SUFFIXES else "its front matter or sidecar"
    holder = ledger.holder(name)
    if holder is not None:
        raise DocumentError(
            f"{file}: has the id {name!r} of {files[holder]}; "
            f"give one of them another `id` in {where}"
        )
    if name == VERDICTS_ID:
        raise DocumentError(
            f"{file}: the id {name!r} is kept for verdicts; give it another `id` in {where}"
        )


def reprints(ledger: Ledger) -> dict[str, str]:
    """The id of each document chosen that reprints an earlier one → the id of its origin."""
    ids: list[str] = []
    signatures = bytearray()
    for name, signature in ledger.documents():
        ids.append(name)
        signatures += signature
    return origins(ids, signatures)
