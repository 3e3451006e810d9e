# A lock of an older octavo, which has only sums of the entries: what is no
# longer in the ledger cannot be told, and that is said.
"$OCTAVO" release 1 ed > /dev/null
grep -q '    ledger:' ed/release-1.lock || { echo "$case: no ledger"; return 1; }
sed -i '/^      - {/d; s/^    ledger:.*/    entries: ["0123456789abcdef"]/
s/^octavo-release: 2/octavo-release: 1/' ed/release-1.lock
CMD='errata 1 ed'
says 0 'K-006 lock file has only sums' '1 that the ledger no longer has' &&
    CMD='diff 1 ed' && says 0 'K-006'
