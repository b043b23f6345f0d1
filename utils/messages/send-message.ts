import { browser } from 'wxt/browser';
import type { Message, Replies } from './messages.ts';

/** Sends a message to the background worker and gives its reply. Rejects when the worker refuses it or cannot answer. */
export async function send<Type extends Message['type']>(
  message: Extract<Message, { type: Type }>,
): Promise<Replies[Type]> {
  return (await browser.runtime.sendMessage(message)) as Replies[Type];
}
