#!/bin/sh
# The committed witnesses and ledgers are what the truths give, byte for byte,
# and the manifest knows their sums.
set -eu
here=$(dirname "$0")
edition=$here/../../sources/atelier
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT

sh "$here/atelier.sh" "$new"
diff -r "$new/witnesses" "$edition/witnesses"
diff -r "$new/ledgers" "$edition/ledgers"
for file in "$edition"/witnesses/*.txt; do
	sum=$(sha256sum <"$file" | cut -c1-64)
	grep -q "sha256: $sum" "$edition/edition.yaml" || {
		echo "edition.yaml: wrong sum for $file" >&2
		exit 1
	}
done
