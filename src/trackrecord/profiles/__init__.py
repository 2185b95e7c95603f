"""What there is to say of one thing, as data for pages, notebooks and programs.

A profile is what a person wants to see of a thing at once, found in a dataset by a few look-ups; it knows
nothing of HTML. One module a profile:

    records      a fact with its values, its words and the verdicts on it
    government   what it promised, ran, delivered and won, and what it claims
    statements   who says what of a fact
    conflicts    where sources differ and checks fail
    comparison   governments side by side
    search       things by name, typed in part or nearly right
"""
