sed -i 's/near: passera la nuit/near: ce matin/' ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:6:10: error: L-011 the words are there,' \
    'but not beside those of near: derriére: line 5 (e personne, passera' \
    'la nuit derriére l'\''île.)' \
    'Correct the words of near.'
