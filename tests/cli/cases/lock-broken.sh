# Cut off in the middle, of another shape, with entries that are none.
"$OCTAVO" release 1 ed > /dev/null && cp ed/release-1.lock whole
CMD='errata 1 ed'
head -c 300 whole > ed/release-1.lock
says 1 'ed/release-1.lock:' 'error: M-' 'K-001' || exit 1
sed 's/^pages:.*/pages: many/; /^  - {page/d; /^     [wbn]/d' whole > \
    ed/release-1.lock
says 1 'ed/release-1.lock:' 'error: M-004' || exit 1
sed 's/{for: /{fore: /' whole > ed/release-1.lock
says 1 'ed/release-1.lock:' 'error: M-' || exit 1
CMD='build --keep-pages 1 ed'
says 1 'ed/release-1.lock:' 'error: M-'
