truncate -s 33M ed/preface.md
says 1 'ed/preface.md: error: B-003 file is larger than the limit' \
    '32 MiB at most' 'Split it, or raise the limit.'
