"""SHACL, set-wise: queries find the focus nodes that may break a shape, pySHACL judges those alone.

A shape is compiled to one SPARQL query for each property shape and each kind of constraint on the
focus node itself. The query asks of which targeted nodes it is *not certain* that pySHACL has
nothing to report. Where the two differ (rdflib's literals are not Oxigraph's) the query is uncertain and
the node is selected; so the results are pySHACL's own, whatever the data, and a constraint that has
no translation selects every target.
"""
