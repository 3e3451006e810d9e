printf '\n::: epigraphe\nRien.\n:::\n' >> ed/preface.md
CMD='check ed'
says 0 'ed/preface.md:8:1: warning: R-007 unknown kind of block:' \
    'epigraphe (the nearest is epigraph)' \
    'Write ::: and one of epigraph, quotation, verse, signature,' \
    'dateline, subtitle.'
