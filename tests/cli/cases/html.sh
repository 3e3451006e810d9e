printf '\nUn <blink>mot</blink>.\n' >> ed/preface.md
CMD='check ed'
says 0 'ed/preface.md:8:4: warning: R-004 HTML that Octavo does not read:' \
    '<blink>' \
    'Un <blink>mot</blink>.'
