/** Milliseconds since some moment. */
export type Clock = () => number;

/** By which the time of a task is counted: the processor's is fair on a machine with other work. */
export const clocks: Readonly<Record<string, Clock>> = {
  wall: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
