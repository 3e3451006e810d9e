# A record that a hand has changed: told, and used for what it says.
"$OCTAVO" release 1 ed > /dev/null &&
sed -i 's/^date: .*/date: "1999-01-01"/' ed/release-1.lock
CMD='errata 1 ed'
says 0 'K-001 lock file was changed after it was written' &&
    CMD='diff 1 ed' && says 0 'K-001'
