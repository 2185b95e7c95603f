"""The graph published: a SPARQL endpoint, linked data, and pages for people; all of it read-only.

From the data outwards:

    snapshot     what is served: a graph as it was when it was opened, with its names and its version
    addresses    the IRIs of the data ⇄ paths on this server
    interface    the words of the pages, in English and Korean
    rendering    profiles → HTML: the templates and what they may call
    pages        one function a page: a snapshot and what was asked → a page, whoever wants it
    documents    the same as RDF: a thing and a format → text
    negotiation  what a client accepts × what there is → a format
    representing a representation as an answer: entity tags, links, who may read it
    linked       what an IRI leads to: a page or a document
    routes       pages as answers to HTTP requests
    asking       pages that answer what stands in a query string: search, comparison, conflicts, queries
    examples     the queries that ship, as whole texts to begin with
    headers      what every answer tells a browser: nothing runs but what is ours
    app          all of it as one application
    server       the application on a port
"""
