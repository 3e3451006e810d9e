printf 'Un phare et la nuit derriére eux, sans bruit.\n' > ed/witnesses/autre.txt
sum=$(sha256sum < ed/witnesses/autre.txt | cut -d' ' -f1)
printf 'witness: autre.txt\nsha256: %s\nentries: []\n' "$sum" > ed/ledgers/autre.yaml
printf '  - witness: autre.txt\n    sha256: %s\n    role: chapter\n    id: autre\n    ledger: ledgers/autre.yaml\n' \
    "$sum" >> ed/edition.yaml
CMD="correct ed --for derriére --near eux --read devant" says 0 &&
grep -q devant ed/ledgers/autre.yaml &&
CMD="correct ed --for derriére --near midi --read devant" says 1 \
    "no text with a ledger has 'derriére' beside 'midi'"
