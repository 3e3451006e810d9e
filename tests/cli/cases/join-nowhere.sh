printf '  - join: entre les bouées.\n    with: La dernière\n' >> ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:11:11: error: L-002 entry matches nowhere:' \
    'entre les bouées. La dernière; the nearest is line 3 (r, qui' \
    'cherchait son chemin entre les bouées.)' \
    'Write its words as they stand in the cleaned text (octavo' 'before any correction.'
