import type { TestContext } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What the machine has not that the test needs; the summary says so, and counts the test neither way. */
    lacks?: string;
  }
}

/** Leaves a test out where the machine has not what it needs, and says what that is: any other skipped test counts as failed. */
export function onlyWith({ task, skip }: TestContext, there: boolean, what: string): void {
  if (there) return;
  task.meta.lacks = what;
  skip(what);
}
