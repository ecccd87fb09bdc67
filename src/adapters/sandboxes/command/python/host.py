"""Runs Python scripts in processes forked from this one, which has started already.

Reads requests on standard input and answers each on standard output: a line of JSON, which tells
how long the parts are, and then the parts. The first request gets ready what every trial needs;
each one after it is a trial. Nothing that a trial leaves is there for the next: its processes are
killed, its files removed, and where that fails the answer says that this process is to retire.
"""

import atexit
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import sys
import threading
import time
import traceback
import types

WORK = "/trial"
SCRATCH = (WORK, "/tmp", "/dev/shm")
SHARED_BY_IPC = ("/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg")
STDERR_BYTES_MOST = 65536
# The name of the script that got ready what every trial needs.
PRELOAD = "__preload__"
THIS = (lambda: 0).__code__.co_filename
PR_SET_DUMPABLE = 4
LIBC = ctypes.CDLL(None)


class Channel:
    """The two pipes to whoever gives trials, out of the way of standard input and output."""

    def __init__(self):
        self.source = os.fdopen(os.dup(0), "rb")
        self.sink = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        os.close(nothing)

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

    def close(self):
        os.close(self.source.fileno())
        os.close(self.sink.fileno())


def write_files(channel, files):
    for path, length in files:
        place = os.path.join(WORK, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(channel.part(length))
        os.chmod(place, 0o755)


def load(script, name):
    """The script as a module of that name, begun as Python begins one."""
    module = types.ModuleType(name)
    module.__file__ = script
    sys.modules[name] = module
    with open(script, "rb") as file:
        code = compile(file.read(), script, "exec", dont_inherit=True)
    exec(code, module.__dict__)


def run(script, arguments, name):
    """As `python3 script arguments` would, in this process; answers the exit code."""
    sys.argv = [script, *arguments]
    ready = sys.modules.get(PRELOAD)
    try:
        if ready is not None and ready.__file__ == script and hasattr(ready, "main"):
            ready.main()
        else:
            load(script, name)
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            return stop.code or 0
        print(stop.code, file=sys.stderr)
        return 1
    except BaseException as error:
        traceback.print_exception(type(error), error, beyond_this(error.__traceback__))
        return 1
    return 0


def beyond_this(trace):
    """The part of a trace that is not this script's own."""
    while trace is not None and trace.tb_frame.f_code.co_filename == THIS:
        trace = trace.tb_next
    return trace


def reseed():
    """A process that starts anew begins with chance of its own."""
    random = sys.modules.get("numpy.random")
    if random is not None:
        random.seed()


def perform(script, arguments, pipes):
    """In the forked process: the trial itself."""
    for standard, pipe in enumerate(pipes):
        os.dup2(pipe, standard)
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    LIBC.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    reseed()
    code = run(script, arguments, "__main__")
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        code = code or 120
    os._exit(code & 0xFF)


def execute(trial, stdin):
    """Forks a process for the trial; answers how it ended, its output and what it complained of."""
    ins, outs, errors = os.pipe(), os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            script, *arguments = trial["script"]
            perform(script, arguments, (ins[0], outs[1], errors[1]))
        finally:
            os._exit(70)
    for end in (ins[0], outs[1], errors[1]):
        os.close(end)
    try:
        return watch(trial, pid, ins[1], outs[0], errors[0], stdin)
    finally:
        for end in (outs[0], errors[0]):
            os.close(end)


def watch(trial, pid, into, out, errors, stdin):
    deadline = time.monotonic() + trial["limitMs"] / 1000
    most = trial["outputBytesMost"]
    kept = {out: bytearray(), errors: bytearray()}
    life = os.pidfd_open(pid)
    poll = select.poll()
    for source in (life, out, errors):
        poll.register(source, select.POLLIN)
    os.set_blocking(into, False)
    poll.register(into, select.POLLOUT)
    open_ends, status, cause = {out, errors}, None, None
    while open_ends or status is None:
        left = deadline - time.monotonic()
        if left <= 0 and cause is None:
            cause = "timedOut"
            kill_all()
        for source, _ in poll.poll(max(0, left) * 1000 if cause is None else None):
            if source == life:
                poll.unregister(life)
                status = os.waitpid(pid, 0)[1]
                # What it has started must not outlive it, nor hold its pipes open.
                kill_all()
            elif source == into:
                stdin = feed(into, stdin)
                if not stdin:
                    poll.unregister(into)
                    os.close(into)
                    into = None
            else:
                data = os.read(source, 65536)
                if not data:
                    poll.unregister(source)
                    open_ends.discard(source)
                elif source == out:
                    kept[out] += data
                    if len(kept[out]) > most and cause is None:
                        cause = "flooded"
                        kill_all()
                elif len(kept[errors]) < STDERR_BYTES_MOST:
                    kept[errors] += data
    os.close(life)
    if into is not None:
        os.close(into)
    return cause, status, bytes(kept[out][:most]), bytes(kept[errors])


def feed(into, stdin):
    try:
        return stdin[os.write(into, stdin) :] if stdin else b""
    except BlockingIOError:
        return stdin
    except OSError:
        return b""


def kill_all():
    """Everything in this namespace of processes but its first and this one."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        pass


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


def remove(entry, shown):
    """Removes an entry, but for what is shown of the machine below it."""
    if entry.path in shown:
        return
    if entry.is_dir(follow_symlinks=False):
        for inner in os.scandir(entry.path):
            remove(inner, shown)
        if not any(path.startswith(entry.path + "/") for path in shown):
            os.rmdir(entry.path)
    else:
        os.unlink(entry.path)


def is_clean(shown):
    """Removes what a trial has left; whether nothing of it stays."""
    try:
        for folder in SCRATCH:
            for entry in os.scandir(folder):
                remove(entry, shown)
        for place in SHARED_BY_IPC:
            with open(place, "rb") as file:
                if len(file.readlines()) > 1:
                    return False
        return True
    except Exception:
        return False


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
    channel.answer({"code": code, "stderr": len(complaints)}, complaints)
    return frozenset(head["shown"])


def serve(channel, shown):
    while (trial := channel.receive()) is not None:
        write_files(channel, trial["files"])
        stdin = memoryview(channel.part(trial["stdin"]))
        cause, status, out, complaints = execute(trial, stdin)
        reap()
        artifact = artifact_of(trial) if cause is None else None
        head = {
            "cause": cause,
            "code": os.waitstatus_to_exitcode(status),
            "stdout": len(out),
            "stderr": len(complaints),
            "artifact": -1 if artifact is None else len(artifact),
            "retires": not is_clean(shown),
        }
        channel.answer(head, out, complaints, artifact or b"")


def is_alone():
    """Whether this process is in a namespace of its own, and may kill whatever it sees."""
    with open("/proc/1/comm", encoding="utf-8") as file:
        return os.getppid() == 1 and file.read().strip() == "bwrap"


if not is_alone():
    sys.exit("this must run inside bubblewrap")
resource.setrlimit(resource.RLIMIT_MSGQUEUE, (0, 0))
# Nobody reads or changes this process through /proc, though trials run as the same user.
LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
trials = Channel()
shown_paths = get_ready(trials)
gc.freeze()
serve(trials, shown_paths)
