/** A failure that the person at the keyboard can act on: printed as its message alone, without a stack. */
export class UserError extends Error {
  readonly exitCode: number;

  /** @param exitCode 2 for a command that cannot be understood, 1 for one that could not be carried out. */
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.name = 'UserError';
    this.exitCode = exitCode;
  }
}

/** Prints a failure the way it helps most and returns the exit code for it. */
export function reportFailure(failure: unknown): number {
  if (failure instanceof UserError) {
    console.error(failure.message);
    return failure.exitCode;
  }
  console.error(failure);
  return 1;
}
