sed -i 's/^\[^1\]: .*/[^1]: Voir aussi[^2].\n\n[^2]: Une autre./' ed/preface.md
says 1 'ed/preface.md:6:17: error: R-006 note call inside a note: [^2]' \
    'Notes to notes are not set; put the text into the note itself.'
