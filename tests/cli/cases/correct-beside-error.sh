# An older fault of the ledger does not keep a sound entry out, and a
# second one is still refused.
printf '  - for: voiles noires\n    read: voiles\n' >> ed/ledgers/carnet.yaml
CMD='check ed' says 1 L-002 &&
CMD='correct ed --for patron --read maître' says 0 &&
grep -q maître ed/ledgers/carnet.yaml || return 1
cp ed/ledgers/carnet.yaml was
CMD='correct ed --for patron --read capitaine' says 1 L-004 &&
cmp was ed/ledgers/carnet.yaml
