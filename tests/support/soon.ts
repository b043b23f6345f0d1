/** How long a test waits for what must come to pass: a bound for when it never does, generous because the machine may be busy. */
export const SOON = { timeout: 90_000, interval: 50 } as const;
