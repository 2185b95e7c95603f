"""What there is to say of one thing, as data for pages, notebooks and programs.

A profile is what a person wants to see of a thing at once, found in a dataset by a few look-ups; it knows
nothing of HTML. One module a profile:

    records      a fact with its values, its words and the verdicts on it
    government   what it promised, ran, delivered and won, and what it claims
    targets      targets beside what was delivered
    award        who won it when, how often in a row, what is claimed of it
    metric       rankings, trends and spreads of figures
    program      what was done with it, and what it brought
    source       what is known of it, and its facts in the order of its text
    passages     overlapping quotes of a text, cut so that each stretch of words knows its facts
    listing      the things of a kind, with how much is on record
    properties   what is said of a thing, property by property, and by which sources
    columns      all facts of a dataset a property at a time
    paging       long lists a page at a time
    statements   who says what of a fact
    conflicts    where sources differ and checks fail
    comparison   governments side by side
    search       things by name, typed in part or nearly right
"""
