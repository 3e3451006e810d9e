CMD='build ed --threads two'
says 2 'build: --threads wants a whole number, not '\''two'\'''
