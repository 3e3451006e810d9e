sed -i 's/near: passera la nuit/near: ce matin/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:10: error: L-011 the reading is there,' \
    'but not beside its context: derriére: line 5 (e personne, passera' \
    'la nuit derriére l'\''île.)' \
    'Correct the words of near.'
