{ echo '# Préface'; echo; head -c 33600000 /dev/zero | tr '\0' a; } \
    > ed/preface.md
says 1 'ed/preface.md: error: B-003 file is larger than the limit:' \
    '32 MiB at most'
