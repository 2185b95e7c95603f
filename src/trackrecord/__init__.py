"""trackrecord: what local governments promised, ran, delivered and won, as linked data."""

__version__ = "0.1.0"
