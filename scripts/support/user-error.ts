import { inspect } from 'node:util';

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
export function reportFailure(
  failure: unknown,
  complain: (text: string) => void = (text) => console.error(text),
): number {
  if (failure instanceof UserError) {
    complain(failure.message);
    return failure.exitCode;
  }
  complain(inspect(failure));
  return 1;
}
