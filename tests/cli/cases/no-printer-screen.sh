CMD='build ed --printer amazon'
says 2 'amazon: no profile of this printer'
