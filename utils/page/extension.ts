/**
 * What scripts in a page use of the extension's interface, as the browser itself has it: the library that makes browsers alike is larger
 * than all that these scripts do.
 */
interface Extension {
  runtime?: {
    /** Absent once the extension was updated or removed. */
    id?: string;
    sendMessage(message: unknown): Promise<unknown>;
    onMessage: {
      addListener(listener: Listener): void;
      removeListener(listener: Listener): void;
    };
  };
}

/** Hears a message of the worker. What it answers must be given before it returns, unless it says with `true` that it answers later. */
export type Listener = (message: unknown, sender: unknown, answer: (reply: unknown) => void) => unknown;

const world = globalThis as { browser?: Extension; chrome?: Extension };

/** The extension that this script belongs to; none where it is gone. */
export function extensionHere(): NonNullable<Extension['runtime']> | undefined {
  const runtime = (world.browser?.runtime ? world.browser : world.chrome)?.runtime;
  return runtime?.id === undefined ? undefined : runtime;
}
