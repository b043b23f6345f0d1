import type { Message, Replies } from './messages.ts';
import { send } from './send-message.ts';

/** How long a page waits for the worker, in milliseconds, before it says that there is no answer. */
export const ASK_TIMEOUT_MS = {
  /** The worker may have to start first, which takes tens of milliseconds. */
  quick: 5_000,
  /** A lost database may have to be built anew first, from hundreds of megabytes. */
  store: 290_000,
  /** One request to the backend, which the worker gives up after 25 s. */
  network: 30_000,
  /** A picture, a snapshot and hashes of a very long page on a slow machine. */
  capture: 60_000,
  /** A page of a hundred windows at the browser's pace. */
  fullCapture: 290_000,
} as const;

export type Answer<Reply> = { ok: true; reply: Reply } | { ok: false };

/** Sends a message to the worker and waits a bounded time. A worker that is gone, refuses or stays silent is an answer too. */
export async function ask<Type extends Message['type']>(
  message: Extract<Message, { type: Type }>,
  timeoutMs: number,
): Promise<Answer<Replies[Type]>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${message.type}`)), timeoutMs);
  });
  try {
    const reply = await Promise.race([send<Type>(message), silence]);
    return { ok: true, reply };
  } catch (error) {
    console.error(error);
    return { ok: false };
  } finally {
    clearTimeout(timer);
  }
}

/** The same for messages whose reply holds something: no reply at all means that nobody took the message. */
export async function askFor<Type extends Message['type']>(
  message: Extract<Message, { type: Type }>,
  timeoutMs: number,
): Promise<Answer<NonNullable<Replies[Type]>>> {
  const answer = await ask<Type>(message, timeoutMs);
  if (!answer.ok) return answer;
  return answer.reply === undefined || answer.reply === null
    ? { ok: false }
    : { ok: true, reply: answer.reply };
}
