"""Runs a program at a terminal of its own, with nobody at it but whoever writes to this one's standard input.

One JSON document a line. In: {"type": text}, {"modes": true}. Out: {"pid": number}, {"seen": text}, {"modes": {...}},
{"ended": exit code, or minus the signal, "modes": {...}}. Whoever ends standard input ends the program.
"""

import json
import os
import pty
import select
import signal
import sys
import termios


def say(document):
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def modes_of(terminal):
    flags = termios.tcgetattr(terminal)[3]
    return {
        "signals": bool(flags & termios.ISIG),
        "lines": bool(flags & termios.ICANON),
        "echoes": bool(flags & termios.ECHO),
    }


def read_from(source):
    try:
        return os.read(source, 65536)
    except OSError:
        # Nobody has the other end of it open any more.
        return b""


def obey(line, terminal):
    asked = json.loads(line)
    if "type" in asked:
        os.write(terminal, asked["type"].encode())
    if "modes" in asked:
        say({"modes": modes_of(terminal)})


def serve(terminal, child):
    waiting = b""
    sources = [terminal, sys.stdin.fileno()]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if terminal in ready:
            seen = read_from(terminal)
            if seen == b"":
                return
            say({"seen": seen.decode("utf-8", "replace")})
        if sys.stdin.fileno() in ready:
            heard = read_from(sys.stdin.fileno())
            if heard == b"":
                sources = [terminal]
                os.kill(child, signal.SIGKILL)
            *lines, waiting = (waiting + heard).split(b"\n")
            for line in lines:
                obey(line, terminal)


child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
say({"pid": child})
serve(terminal, child)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
say({"ended": code, "modes": modes_of(terminal)})
