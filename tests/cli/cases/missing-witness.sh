rm ed/witnesses/carnet.txt
says 1 'M-008 witness not found' 'carnet.txt' 'ed/witnesses/carnet.txt' \
    "$(sed -n 's/.*sha256: //p' ed/edition.yaml)" 'OCTAVO_WITNESSES'
