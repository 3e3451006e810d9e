printf '\n::: epigraph large\nRien.\n:::\n' >> ed/preface.md
CMD='check ed'
says 0 'ed/preface.md:8:1: warning: R-007 unknown kind of block:' \
    'large: after the kind come lang=… and class=…'
