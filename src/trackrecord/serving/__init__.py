"""The graph published: a SPARQL endpoint, linked data, and pages for people; all of it read-only.

From the data outwards:

    snapshot     what is served: a graph as it was when it was opened, with its names and its version
    addresses    the IRIs of the data ⇄ paths on this server
    interface    the words of the pages, in English and Korean
    rendering    profiles → HTML: the templates and what they may call
    originals    the files that sources were read from, where the operator shows them
    lists        lists of facts as tables: their columns, and the rows of a page
    charts       the numbers of charts
    texts        what the page of a source is filled with
    things       what the page of any other thing is filled with
    browsing     what the lists of things are filled with
    pages        one function a page: a snapshot and what was asked → a page, whoever wants it
    documents    the same as RDF: a thing and a format → text
    negotiation  what a client accepts × what there is → a format
    representing a representation as an answer: entity tags, links, who may read it
    linked       what an IRI leads to: a page or a document
    vocabularies the ontology, the shapes and the context that ship, as pages and files
    dumping      all of the dataset as one file
    catalogue    what there is and how to get it: vocabularies, VoID, DCAT, the dump
    refinequeries what reconciliation clients send → queries
    refining     the Reconciliation Service API as JSON
    openrefine   the same over HTTP
    routes       pages as answers to HTTP requests
    problems     what is answered instead of an answer (RFC 9457)
    limits       how much of a machine queries may take, and one client
    protocol     requests of the SPARQL protocol → questions
    clauses      whether a query would ask another server, and which graphs it is FROM
    confinement  what a worker process may not do
    frames       what server and worker say to each other
    worker       the process that answers questions over one store
    processes    such a process as its server sees it
    workers      so many of them, and who waits for one
    admission    how many queries a client has at once
    metrics      what is counted
    description  the service description
    current      the newest state of the graph, which may be built again meanwhile
    endpoint     all of that as `/sparql`, `/health` and `/metrics`
    asking       pages that answer what stands in a query string: search, comparison, conflicts, queries
    examples     the queries that ship, as whole texts to begin with
    headers      what every answer tells a browser: nothing runs but what is ours
    app          all of it as one application
    server       the application on a port
"""
