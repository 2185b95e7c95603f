"""The grammar of English: one module a kind of fact, over words, mentions and scenes."""
