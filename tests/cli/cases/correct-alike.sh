# Words that differ by case, spaces or kinds of signs: the place is shown.
printf 'Il dit « Au large ! » puis se tut. À L’Aube, rien.\n' \
    > ed/witnesses/autre.txt
sum=$(sha256sum < ed/witnesses/autre.txt | cut -d' ' -f1)
printf 'witness: autre.txt\nsha256: %s\nentries: []\n' "$sum" > ed/ledgers/autre.yaml
printf '  - witness: autre.txt\n    sha256: %s\n    role: chapter\n    id: autre\n    ledger: ledgers/autre.yaml\n' \
    "$sum" >> ed/edition.yaml
cp ed/ledgers/autre.yaml was
IFS='|' CMD='correct|ed|--for|«Au large!»|--read|x' says 1 \
    "no text with a ledger has '«Au large!»'" 'autre:' \
    'Il dit [« Au large ! »] puis' 'Write the words as they stand there.' &&
IFS='|' CMD='correct|ed|--for|"au  large !"|--read|x' says 1 \
    'Il dit [« Au large ! »] puis' &&
IFS='|' CMD='correct|ed|--for|à l`aube|--read|x' says 1 \
    'tut. [À L'\''Aube], rien.' &&
CMD='correct ed --for Derriére --read x' says 1 'carnet:' \
    'la nuit [derriére] l' &&
CMD='correct ed --for derriére --near Midi --read x' says 1 \
    "has 'derriére' beside 'Midi'" '[derriére]' &&
CMD='correct ed --for errié --read x' says 1 \
    'Write it as octavo clean prints it.' &&
cmp was ed/ledgers/autre.yaml
