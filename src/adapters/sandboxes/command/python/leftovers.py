"""Finds what a trial has left, and removes it.

Stands before `host.py` in one text with it.
"""

import ctypes
import os
import platform
import resource

WORK = "/trial"
SCRATCH = (WORK, "/tmp", "/dev/shm")
SHARED_BY_IPC = ("/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg")
LIBC = ctypes.CDLL(None)
PR_SET_DUMPABLE = 4
# The numbers of `ioprio_get` and `sched_getattr`, by the machine.
CALLS = {"x86_64": (252, 315), "aarch64": (31, 275)}


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
            os.utime(folder, (0, 0))
        for place in SHARED_BY_IPC:
            with open(place, "rb") as file:
                if len(file.readlines()) > 1:
                    return False
        return True
    except Exception:
        return False


def changeable():
    """What any process of the same user may change of the first one, and of its folders."""
    host = 1
    limits = [value for name, value in vars(resource).items() if name.startswith("RLIMIT_")]
    attributes = ctypes.create_string_buffer(64)
    io_of, attributes_of = CALLS.get(platform.machine(), (None, None))
    priority = None
    if io_of is not None:
        priority = LIBC.syscall(io_of, 1, host)
        LIBC.syscall(attributes_of, host, attributes, len(attributes), 0)
    return (
        [resource.prlimit(host, limit) for limit in limits],
        os.getpriority(os.PRIO_PROCESS, host),
        os.sched_getaffinity(host),
        os.sched_getscheduler(host),
        (priority, attributes.raw),
        [(os.stat(folder).st_mode, attributes_of_file(folder)) for folder in SCRATCH],
    )


def attributes_of_file(place):
    try:
        return os.listxattr(place)
    except OSError:
        return None  # There are none in this kernel's memory.
