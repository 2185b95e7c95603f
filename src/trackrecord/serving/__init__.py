"""The graph published: a SPARQL endpoint, linked data, and pages for people; all of it read-only.

From the data outwards:

    snapshot     what is served: a graph as it was when it was opened, with its names and its version
    addresses    the IRIs of the data ⇄ paths on this server
    interface    the words of the pages, in English and Korean
    rendering    profiles → HTML: the templates and what they may call
    pages        one function a page: a snapshot and what was asked → a page, whoever wants it
    routes       pages as answers to HTTP requests
    app          all of it as one application
    server       the application on a port
"""
