#!/bin/sh
# Regenerate the rough witnesses and ledgers of sources/atelier from the
# truths. With a folder as argument, write there instead (to compare).
# What an editor settled by hand (NAME.hand.yaml beside the truth) follows the
# entries that take the damage back.
set -eu
here=$(dirname "$0")
truth=$here/../truth/atelier
edition=$here/../../sources/atelier
out=${1:-$edition}
mkdir -p "$out/witnesses" "$out/ledgers"

damage() {    # NAME WAY SEED AUTHOR
	python3 -B "$here/damage.py" --way "$2" --seed "$3" --author "$4" \
		--out "$out/witnesses/$1.txt" --ledger "$out/ledgers/$1.yaml" \
		"$truth/$1.md"
	if [ -f "$truth/$1.hand.yaml" ]; then
		cat "$truth/$1.hand.yaml" >>"$out/ledgers/$1.yaml"
	fi
	[ "$out" = "$edition" ] || return 0
	sum=$(sha256sum <"$out/witnesses/$1.txt" | cut -c1-64)
	sed -i "/witness: $1.txt/,/sha256:/s/sha256: .*/sha256: $sum/" \
		"$out/edition.yaml"
}

damage lettres  d 11 'Élie Rambaudie'
damage memoires c 12 'Fernand Aubrée'
damage deleatur b 13 'Théodore Lecointre'
damage blanc    e 14 'Irène Malaval'
damage marges   c 15 'P.'
damage nerfs    a 16 'Jeanne Kerdaniel'
