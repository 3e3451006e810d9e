printf 'Un \351t\351.\n' >> ed/preface.md
says 1 'ed/preface.md:7:4: error: B-004 not valid UTF-8' '0xE9'
