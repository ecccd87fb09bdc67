"""Runs a script as Python would, in a process that is forked for it, and watches over it.

Stands before `host.py` in one text with it.
"""

import atexit
import os
import resource
import select
import signal
import sys
import threading
import time
import traceback
import types

STDERR_BYTES_MOST = 65536
# The name of the script that got ready what every trial needs.
PRELOAD = "__preload__"
THIS = (lambda: 0).__code__.co_filename


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


def perform(script, arguments, pipes, handlers):
    """In a process of its own: the trial itself."""
    for standard, pipe in enumerate(pipes):
        os.dup2(pipe, standard)
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    LIBC.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    for number, handler in handlers.items():
        signal.signal(number, handler)
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


def execute(trial, stdin, handlers):
    """Forks a process for the trial; answers how it ended, its output and what it complained of."""
    ins, outs, errors = os.pipe(), os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            script, *arguments = trial["script"]
            perform(script, arguments, (ins[0], outs[1], errors[1]), handlers)
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
                while kill_all():
                    time.sleep(0.0002)
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
    """Everything in this namespace of processes but its first and this one; whether any was left."""
    try:
        os.kill(-1, signal.SIGKILL)
        return True
    except ProcessLookupError:
        return False
