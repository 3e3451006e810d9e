CMD='check ed --printer amazon'
says 2 'amazon: no profile of this printer; styles/printers/ has house,' \
    'ingramspark, kdp and lulu'
