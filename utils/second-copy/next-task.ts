/** Resolves in a task of its own: what has just come to an end is said before anything that only follows from it is begun. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
