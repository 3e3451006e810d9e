printf '\n#### Trop bas\n\nTexte.\n' >> ed/preface.md
CMD='check ed'
says 0 'ed/preface.md:8:1: warning: E-001 heading skips a level: from 1' \
    'to 4' \
    'Use the next level.'
