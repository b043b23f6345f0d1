/** Milliseconds of processor time that some work takes in this process: unlike a clock's, they do not grow beside other work. */
export function effortOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
