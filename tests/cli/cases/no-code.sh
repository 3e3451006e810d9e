CMD='explain R-999'
says 2 'explain: there is no message '\''R-999'\''; without a code all are' \
    'listed'
