CMD='build ed --pages many'
says 2 '--pages wants a number of pages or a multiple like 16n, not '\''many'\'''
