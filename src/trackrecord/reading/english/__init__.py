"""The grammar of English, a sentence at a time; `reader` calls the rules, one module a kind of fact.

What every rule reads
    words, wordclasses  forms of verbs and nouns; the classes of words told apart by a list
    grammar             the vocabulary of the authority as patterns
    mentions, dates     what a sentence names: governments, awards, quantities, dates
    governments         names of governments by their form
    scene               a sentence with its mentions, and the discourse it stands in
    quantities          numbers with what they count
    tokens, chunks      noun phrases, verb groups, and what a verb has as subject and object
    programs, themes    programs by name; the program that a clause is about

Who won what
    conferrals          the rules and their order; what is given, designated, listed
    winning             what a verb of winning says
    honours, editions   what the clause says besides: award, grade, category, place, prize; edition and day
    prizes              the prize and ceremony that later sentences tell

How much
    observations        the rules that each quantity is offered to, and their order
    figures             the rules by clause, asked last, and their order
    told                what the sentence has said so far
    measuring, metrics  how an observation is made; the metric that a subject names
    deliveries, targets what was delivered; what was aimed for
    amounts             money secured, received, allocated
    values, changes     what a metric came to; how far it moved, against what
    movements           rises and falls told by a noun, or done to something
    counts, attendance  how many there are; how many came and used it
    nouns, spending     what a noun beside a figure names; money spent and raised
    parts, shares       breakdowns; shares in per cent
    itemised            lists with marks
    joined              the same of other periods, or by the same verb

What was planned, run and ended
    undertakings        the rules and their order; programs known by name
    kinds, listed       programs known by their kind; programs in a list with their money
    funding, deeds      money that goes to a program; what it is set aside to do
    acting              how an undertaking is made

What else is said
    claims, schemes, tenures
"""
