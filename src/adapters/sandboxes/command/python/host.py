"""Runs Python scripts in processes forked from this one, which has started already.

Reads requests on standard input and answers each on standard output: a line of JSON, which tells
how long the parts are, and then the parts. The first request gets ready what every trial needs;
each one after it is a trial, and is read by a process that is forked for it: this one, the first of
its namespace, knows nothing of any. Nothing that a trial leaves is there for the next: its processes
are killed, its files removed, and where anything stays the answer says that this process is to
retire.
"""

import gc
import importlib
import json
import os
import resource
import select
import signal
import sys


class Channel:
    """The two pipes to whoever gives trials, out of the way of standard input and output."""

    def __init__(self):
        self.source = os.fdopen(os.dup(0), "rb")
        self.sink = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        os.close(nothing)

    def wait(self):
        """Until a request comes; nothing of it is read."""
        poll = select.poll()
        poll.register(self.source, select.POLLIN)
        poll.poll()

    def receive(self):
        line = self.source.readline()
        return json.loads(line) if line else None

    def part(self, length):
        return self.source.read(length)

    def answer(self, head, *parts):
        self.sink.write(json.dumps(head).encode() + b"\n")
        for part in parts:
            self.sink.write(part)
        self.sink.flush()


def write_files(channel, files):
    for path, length in files:
        place = os.path.join(WORK, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(channel.part(length))
        os.chmod(place, 0o755)


def artifact_of(trial):
    name = trial["artifact"]
    if name is None:
        return None
    place = os.path.join(WORK, name)
    if os.path.realpath(place) != place or not os.path.isfile(place):
        return None
    with open(place, "rb") as file:
        content = file.read(trial["outputBytesMost"] + 1)
    return content if len(content) <= trial["outputBytesMost"] else None


def get_ready(channel):
    head = channel.receive()
    write_files(channel, head["files"])
    for name in head["modules"]:
        try:
            importlib.import_module(name)
        except BaseException:
            pass  # The script meets it itself, and tells.
    os.chdir(WORK)
    sys.path[0] = WORK
    complaints = b""
    code = 0
    if head["preload"] is not None:
        script, *arguments = head["preload"]
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        os.dup2(writing, 2)
        code = run(script, arguments, PRELOAD)
        sys.stderr.flush()
        os.dup2(1, 2)
        os.close(writing)
        complaints = os.read(reading, STDERR_BYTES_MOST)
        os.close(reading)
    forget_printed()
    channel.answer({"code": code, "stderr": len(complaints)}, complaints)
    return frozenset(head["shown"])


def forget_printed():
    """What is left in a buffer now would be written by every trial."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            stream.flush()
        except Exception:
            pass  # A module has put something else in its place, which keeps nothing.
    LIBC.fflush(None)


def without_handlers():
    """Nothing that a trial signals reaches the first process of a namespace where it has none."""
    handlers = {}
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            handlers[number] = signal.signal(number, signal.SIG_DFL)
    return handlers


def answer(channel, shown, before, handlers):
    """In a process of its own: reads a request, runs its trial and answers; the exit code."""
    trial = channel.receive()
    if trial is None:
        return 1
    write_files(channel, trial["files"])
    stdin = memoryview(channel.part(trial["stdin"]))
    cause, status, out, complaints = execute(trial, stdin, handlers)
    artifact = artifact_of(trial) if cause is None else None
    head = {
        "number": trial["number"],
        "cause": cause,
        "code": os.waitstatus_to_exitcode(status),
        "stdout": len(out),
        "stderr": len(complaints),
        "artifact": -1 if artifact is None else len(artifact),
        "retires": not is_clean(shown) or changeable() != before,
    }
    channel.answer(head, out, complaints, artifact or b"")
    return 0


def serve(channel, shown):
    """Forks a process for each request, until one ends otherwise than by answering it."""
    before = changeable()
    handlers = without_handlers()
    code = 0
    while code == 0:
        channel.wait()
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                code = answer(channel, shown, before, handlers)
            finally:
                os._exit(code)
        code = code_of(pid)


def code_of(child):
    """How it ended. Whom nobody else waits for is waited for here as well."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            return os.waitstatus_to_exitcode(status)


def is_alone():
    """Whether this process is the first of a namespace, and may kill whatever it sees."""
    return os.getpid() == 1


if not is_alone():
    sys.exit("this must run inside bubblewrap")
resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))
# Nobody reads or changes this process through /proc, though trials run as the same user.
LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
trials = Channel()
shown_paths = get_ready(trials)
gc.freeze()
serve(trials, shown_paths)
