printf '\n::: epigraph\nRien.\n' >> ed/preface.md
CMD='check ed'
says 0 'ed/preface.md:8:1: warning: R-008 block is not closed' \
    'End it with a line of three colons.'
