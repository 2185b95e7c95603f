"""What can go wrong with what a user gives us.

A message names the file, the place in it, what was found, and what to do about it. The command line
prints the message alone and exits with 1; nothing here is raised for a mistake in our own code.
"""


def reason_of(error: Exception) -> str:
    """Why a file could not be read or written, without its name, which the message has already."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


class TrackrecordError(Exception):
    """Anything a user can cause and mend."""


class DocumentError(TrackrecordError):
    """A file cannot be read as a document."""


class GraphError(TrackrecordError):
    """A graph directory, or a Turtle file in it, cannot be loaded or written."""


class QueryError(TrackrecordError):
    """A query is unknown, malformed, or lacks a parameter."""


class EndpointError(TrackrecordError):
    """A SPARQL endpoint cannot be reached, does not answer, or answers what cannot be read or is not whole."""


class FactsError(TrackrecordError):
    """A facts file does not follow the facts format."""


class UnknownNameError(TrackrecordError):
    """A name stands for nothing in the graph, or for more than one thing."""


class CheckError(TrackrecordError):
    """A check file is malformed, or no check ran."""


class TableError(DocumentError):
    """A table or its mapping cannot be read."""


class SparkError(TrackrecordError):
    """Spark is missing, cannot be started, or did not finish a job."""
