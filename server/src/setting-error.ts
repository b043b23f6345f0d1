/** A setting with which the server cannot start. The message names it and says what it must be; nothing was changed. */
export class SettingError extends Error {
  override name = 'SettingError';
}

/** Says of an error that a setting led to it. `name` is the environment variable's. */
export function blame(name: string, error: unknown): SettingError {
  const said = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error ? error.cause : undefined;
  return new SettingError(`${name}: ${said}`, { cause });
}
