"""Every error a person can meet, with its words and its exit code.

    PublishError                    3   anything below, when nothing narrower fits
    ├── SettingsError               4   an option or publish.toml asks for something impossible
    │   └── NameTaken               6   two articles would be published under one name
    ├── UnknownLanguage             5   no such language, or none that can be published
    ├── ArticleError                    the article cannot be used
    │   ├── ArticleMissing         10   no such file
    │   ├── ArticleIsDirectory     11   a folder where a file was expected
    │   ├── ArticleUnreadable      12   the system does not let us read it
    │   ├── ArticleNotText         13   binary, or an encoding nobody can name
    │   ├── ArticleEmpty           14   nothing in it to publish
    │   ├── PictureError           15   a picture is missing, damaged or outside the article's folder
    │   ├── ArticleNotFetched      16   the web gave no usable answer, or was not to be asked
    │   └── ArticleIsDraft         17   its author says that it is not to be published
    ├── TranslationError           20   a sentence could not be translated
    │   ├── ReviewedFileError      21   a reviewed file is damaged
    │   ├── ReviewedFileOutdated   22   sentences changed since the review, and no engine can fill them
    │   ├── ModelMissing           23   no model for this pair of languages
    │   └── GlossaryError          25   a glossary is damaged, or not there
    ├── MemoryUnusable                  the translation memory cannot be used
    │   ├── MemoryDamaged          24   it is damaged, or another program's file or database
    │   └── MemoryUnreachable      26   its server is not there, does not answer, or does not let us in
    ├── NarrationError             30   a sentence could not be spoken
    │   ├── VoiceMissing           31   no voice for this language
    │   └── EarMissing             32   speech recognition is not installed, or does not support the language
    ├── EngineError                     what adapters turn a library's errors into
    │   ├── EngineBusy             35   try again, perhaps after some seconds
    │   ├── AnswerUnusable         35   the answer does not fit the question: ask for less at once
    │   └── EngineRefused          36   trying again will not help
    ├── CodecError                 40   ffmpeg is missing or failed
    ├── WorkerLost                 41   a process working for this run ended unexpectedly
    │   └── ClusterLost            43   the scheduler of a cluster is not there, or not any more
    ├── WorkersEnded               44   one worker after the other ended with the same sentence
    ├── WorkerMissing              45   no worker of a cluster can do what is to be done
    ├── MachineLimit               42   no more memory, open files or processes, no name so long, or a file that cannot be read
    ├── WriteError                 53   the output or the store cannot be written
    │   ├── DiskFull               50   no space left
    │   ├── NotWritable            51   permission denied, or a read-only disk
    │   └── InUse                  52   another run holds this output or store
    ├── NotOurs                    54   what would be replaced is not ours, or was changed since
    ├── EditionsMissing            60   editions failed or cannot be made, for different reasons; their own code when it is the same
    ├── StrictFindings             61   warnings were found and --strict was given
    ├── EditionMissing             62   nothing that can be checked is there
    ├── FaultsFound                63   an edition that was checked has errors
    ├── AddressInUse               64   another program listens at the address
    ├── ProgramFault               65   editions failed by a bug, which is logged; the others were published
    └── HubUnreachable             66   the WebSub hub that was to be told of new feeds does not answer

A bug that leaves nothing else to be said exits with 70. What is stopped by a signal exits with 128 and its number: 130
after Ctrl-C, 143 after SIGTERM, 129 after a hang-up. Wrong use of the command line exits with 2.
"""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike


class PublishError(Exception):
    """What a person can mend: the message says what happened, where, and what to do next."""

    exit_code = 3

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class SettingsError(PublishError):
    """An option, variable or line of publish.toml that cannot be followed."""

    exit_code = 4


class NameTaken(SettingsError):
    """Another article is published under this name, or is to be by the same command."""

    exit_code = 6


class UnknownLanguage(PublishError):
    """A language name that nothing answers to."""

    exit_code = 5


class ArticleError(PublishError):
    """The article cannot be used."""

    exit_code = 3


class ArticleMissing(ArticleError):
    """There is no such file."""

    exit_code = 10


class ArticleIsDirectory(ArticleError):
    """A folder stands where a file was expected."""

    exit_code = 11


class ArticleUnreadable(ArticleError):
    """The system does not let us read the file."""

    exit_code = 12


class ArticleNotText(ArticleError):
    """The file is binary, or in an encoding nobody can name."""

    exit_code = 13


class ArticleEmpty(ArticleError):
    """There is nothing in the article to publish."""

    exit_code = 14


class PictureError(ArticleError):
    """A picture is missing, damaged, or outside the article's folder."""

    exit_code = 15


class ArticleNotFetched(ArticleError):
    """The web gave no usable answer, or was not to be asked."""

    exit_code = 16


class ArticleIsDraft(ArticleError):
    """Its author says that it is not to be published."""

    exit_code = 17


class TranslationError(PublishError):
    """A sentence could not be translated; its edition is not published."""

    exit_code = 20


class ReviewedFileError(TranslationError):
    """A reviewed translation cannot be read."""

    exit_code = 21


class ReviewedFileOutdated(TranslationError):
    """Sentences changed since they were reviewed, and no engine can fill the gap."""

    exit_code = 22


class ModelMissing(TranslationError):
    """No translation model for this pair of languages is on this machine."""

    exit_code = 23


class GlossaryError(TranslationError):
    """A glossary cannot be used; every fault is named with its line."""

    exit_code = 25


class MemoryUnusable(PublishError):
    """The translation memory cannot be used.

    It concerns all editions, and stops a run.
    """


class MemoryDamaged(MemoryUnusable):
    """The translation memory is damaged, or is not one of ours; nothing in it was changed."""

    exit_code = 24


class MemoryUnreachable(MemoryUnusable):
    """The server that keeps the translation memory is not there, does not answer, or does not let us in."""

    exit_code = 26


class NarrationError(PublishError):
    """A sentence could not be spoken; its edition is not published."""

    exit_code = 30


class VoiceMissing(NarrationError):
    """No voice for this language is on this machine."""

    exit_code = 31


class EarMissing(NarrationError):
    """Nothing on this machine listens to what was spoken, or nothing that knows its language."""

    exit_code = 32


class EngineError(PublishError):
    """An engine did not do what it was asked.

    Adapters raise one of the children.
    """

    exit_code = 35


class EngineBusy(EngineError):
    """It is busy: try again, if told so after `seconds`."""

    exit_code = 35

    def __init__(self, message: str, advice: str = "", seconds: float | None = None) -> None:
        super().__init__(message, advice)
        self.seconds = seconds


class AnswerUnusable(EngineError):
    """Its answer does not fit the question; asking for fewer sentences at once may help."""


class EngineRefused(EngineError):
    """An engine refuses, and trying again will not help."""

    exit_code = 36


class CodecError(PublishError):
    """ffmpeg is missing, or could not do its work."""

    exit_code = 40


class WorkerLost(PublishError):
    """A process that worked for this run ended unexpectedly."""

    exit_code = 41


class ClusterLost(WorkerLost):
    """The scheduler of a cluster cannot be reached, or is of another version."""

    exit_code = 43


class WorkersEnded(PublishError):
    """One worker after the other ended while it had the same task; the others were done."""

    exit_code = 44


class WorkerMissing(PublishError):
    """No worker of a cluster has what a task needs."""

    exit_code = 45


class MachineLimit(PublishError):
    """The system gives no more memory, open files or processes, allows no name as long as one, or refuses a file."""

    exit_code = 42


class WriteError(PublishError):
    """The output or the store cannot be written."""

    exit_code = 53


class DiskFull(WriteError):
    """No space is left on the disk."""

    exit_code = 50


class NotWritable(WriteError):
    """Permission denied, or a read-only disk."""

    exit_code = 51


class InUse(WriteError):
    """Another run is writing to the same place."""

    exit_code = 52


class NotOurs(PublishError):
    """What lies where something was to be written is not ours, or was changed since; it was not touched."""

    exit_code = 54


class EditionsMissing(PublishError):
    """Some editions failed; the others were published.

    `codes` are the failures' own exit codes; when they are all the same, it is this error's too.
    """

    exit_code = 60

    def __init__(self, message: str, advice: str = "", codes: Iterable[int] = ()) -> None:
        super().__init__(message, advice)
        if len(known := set(codes)) == 1:
            self.exit_code = known.pop()


class StrictFindings(PublishError):
    """Warnings were found, and `--strict` makes them an error."""

    exit_code = 61


class EditionMissing(PublishError):
    """Nothing is there that can be checked, served or laid out as a site."""

    exit_code = 62


class FaultsFound(PublishError):
    """An edition that was checked has errors."""

    exit_code = 63


class AddressInUse(PublishError):
    """Another program listens at the address, or it may not be listened at."""

    exit_code = 64


class ProgramFault(PublishError):
    """A bug, which ended one edition, or one sentence's sound; it is written to a file."""

    exit_code = 65


class HubUnreachable(PublishError):
    """The WebSub hub that was to be told of new feeds does not answer."""

    exit_code = 66


@contextmanager
def writing(place: str | PathLike[str]) -> Iterator[None]:
    """Turn the system's refusals to write into `DiskFull` or `NotWritable`, naming `place`."""
    try:
        yield
    except OSError as error:
        raise write_error(error, place) from error


def write_error(error: OSError, place: str | PathLike[str]) -> WriteError:
    """The `WriteError` that says in words what the system said of writing to `place`."""
    where = error.filename or place
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            f"The disk is full: {where} could not be written.",
            "Free some space and run the same command again; what was finished is kept.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable(
            f"No permission to write {where}.",
            "Choose another folder with --output (or MANYVOICES_STORE for the store), or change its permissions.",
        )
    return WriteError(
        f"{where} could not be written: {error.strerror or error}.",
        "Check the folder and run the same command again.",
    )
