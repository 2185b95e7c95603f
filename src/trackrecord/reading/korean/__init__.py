"""The grammar of Korean: particles, counters and endings around the same mentions and facts."""
