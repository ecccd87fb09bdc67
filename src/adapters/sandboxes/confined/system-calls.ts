/** A machine's calls by what they are called here; the rest of their numbers is nobody's concern. */
interface Machine {
  /** `AUDIT_ARCH_…` of linux/audit.h. */
  readonly architecture: number;
  /** Calls that a process which only computes never needs, and that holes in kernels lie behind. */
  readonly denied: readonly number[];
  readonly clone: number;
}

/** Numbers of arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h. */
const machines: Readonly<Partial<Record<NodeJS.Architecture, Machine>>> = {
  x64: {
    architecture: 0xc000_003e,
    // fork, vfork, ptrace, pivot_root, mount, umount2, the modules, kexec_load, the keys, unshare,
    // perf_event_open, open_by_handle_at, setns, process_vm_*, bpf, userfaultfd, io_uring_*
    denied: [
      57, 58, 101, 155, 165, 166, 175, 176, 313, 246, 248, 249, 250, 272, 298, 304, 308, 310, 311,
      321, 323, 425, 426, 427,
    ],
    clone: 56,
  },
  arm64: {
    architecture: 0xc000_00b7,
    denied: [
      117, 41, 40, 39, 105, 106, 273, 104, 217, 218, 219, 97, 241, 265, 268, 270, 271, 280, 282,
      425, 426, 427,
    ],
    clone: 220,
  },
};

const clone3 = 435;
/** A clone with this flag is a thread and no process. */
const threadFlag = 0x1_0000;
/** Numbers from here on are of a second table, which nothing here uses. */
const otherTable = 0x4000_0000;

/** Where the kernel's `seccomp_data` has them. */
const at = { number: 0, architecture: 4, firstArgument: 16 };
const errno = { notPermitted: 1, notKnown: 38 };
const answer = { allow: 0x7fff_0000, error: 0x0005_0000, kill: 0x8000_0000 };
/** Codes of classic BPF: load a word, compare, return. */
const code = { load: 0x20, isEqual: 0x15, isAtLeast: 0x35, hasBits: 0x45, give: 0x06 };

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

/**
 * A filter of system calls, as bubblewrap takes it: no new processes (threads may be), and none of
 * what only administrators need. `undefined` on machines whose numbers are not known here.
 */
export function systemCallFilter(): Uint8Array | undefined {
  const machine = machines[process.arch];
  if (machine === undefined || process.platform !== 'linux') return undefined;
  const refuse = (number: number): Instruction => [code.give, 0, 0, answer.error | number];
  const allow: Instruction = [code.give, 0, 0, answer.allow];
  const program: Instruction[] = [
    [code.load, 0, 0, at.architecture],
    [code.isEqual, 1, 0, machine.architecture],
    [code.give, 0, 0, answer.kill],
    [code.load, 0, 0, at.number],
    [code.isAtLeast, 0, 1, otherTable],
    refuse(errno.notPermitted),
    ...machine.denied.flatMap((number): Instruction[] => [
      [code.isEqual, 0, 1, number],
      refuse(errno.notPermitted),
    ]),
    // Its flags lie in memory that a filter cannot read; the C library then asks for `clone`.
    [code.isEqual, 0, 1, clone3],
    refuse(errno.notKnown),
    [code.isEqual, 1, 0, machine.clone],
    allow,
    [code.load, 0, 0, at.firstArgument],
    [code.hasBits, 1, 0, threadFlag],
    refuse(errno.notPermitted),
    allow,
  ];
  const bytes = Buffer.alloc(8 * program.length);
  for (const [index, [opcode, ifTrue, ifFalse, operand]] of program.entries()) {
    bytes.writeUInt16LE(opcode, 8 * index);
    bytes.writeUInt8(ifTrue, 8 * index + 2);
    bytes.writeUInt8(ifFalse, 8 * index + 3);
    bytes.writeUInt32LE(operand >>> 0, 8 * index + 4);
  }
  return bytes;
}
