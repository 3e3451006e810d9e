printf '  - for: la\n    read: là\n' >> ed/ledgers/carnet.yaml
says 1 'ed/ledgers/carnet.yaml:11:10: error: L-003 entry matches more' \
    'than once: line 3 (Ce matin, la brume a couvert le môle ); line 3' \
    '(uai. On entendait seulement la corne du passeur, qui che); line' \
    '5 (et son patron, qui connaît la côte mieux que personne,); line' \
    '5 (mieux que personne, passera la nuit derriére l'\''île.)' \
    'Say in near what stands beside them.'
