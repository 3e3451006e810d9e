CMD='build ed --only mobi'
says 2 '--only: no output is called '\''mobi'\''; there are epub, pdf,' 'proof'
