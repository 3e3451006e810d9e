CMD='build ed -o'
says 2 'build: --out wants a value: PATH'
