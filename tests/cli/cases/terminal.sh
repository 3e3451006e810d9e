# At a terminal: paths, the line of figures, colour; progress when it takes long.
command -v script > /dev/null || return 0
tty() { script -qec "$OCTAVO $*" /dev/null < /dev/null | tr -d '\r' > said; }
tty build ed -o new
grep -q '^new/ed.pdf$' said || { echo "$case: no path"; cat said; return 1; }
grep -qE '^octavo: [0-9]+ pages, [0-9]+ notes?, [0-9]+ corrections?, [0-9]+ open doubts?, [0-9]+ warnings?; [0-9.]+ s$' said ||
	{ echo "$case: no figures"; cat said; return 1; }
sed -i 's/^title:/titel:/' ed/edition.yaml
tty check ed
grep -q "$(printf '\033')\[31merror" said || { echo "$case: no colour"; return 1; }
NO_COLOR=1 tty check ed
grep -q "$(printf '\033')" said && { echo "$case: NO_COLOR is not heard"; return 1; }
sed -i 's/^titel:/title:/' ed/edition.yaml
awk 'BEGIN { for (i = 0; i < 40000; i++) printf "Le bac numéro %d passa le fleuve avant la nuit, sans lanterne et sans bruit.\n\n", i }' >> ed/preface.md
tty build ed -o new
grep -q ' … [0-9.]* s' said || { echo "$case: no progress"; cat said; return 1; }
