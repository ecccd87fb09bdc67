import { spawnSync } from 'node:child_process';

/** What is written in Python can only be tried where there is one. */
export const hasPython = spawnSync('python3', ['--version'], { stdio: 'ignore' }).status === 0;
