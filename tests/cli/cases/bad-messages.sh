CMD='check ed --messages xml'
says 2 'check: --messages must be text or json, not '\''xml'\'''
