"""Names typed in part, or not quite right → the things of a dataset that bear them, the best first.

hangul       a name by its letters and digits, by keystroke, by initials
named        the things of a dataset that are found by name, and their names
beginnings   which of many keys begin with a text, without looking at all of them
index        the names of a dataset as an index: completions and matches
"""

from trackrecord.finding.index import EXACT, SHORT, Hit, NameIndex, name_index
from trackrecord.finding.named import KINDS

__all__ = ["EXACT", "KINDS", "SHORT", "Hit", "NameIndex", "name_index"]
