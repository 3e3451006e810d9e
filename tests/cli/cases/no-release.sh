CMD='errata 3 ed'
says 2 'ed/release-3.lock: cannot open: No such file or directory' \
    'octavo release N puts the N-th printing on record.'
