import { recogniseAddress } from '@marketsafe/contract';
import { type Message, message, type PageMessage, type Replies } from './messages.ts';

/** Who sent a message, as far as the browser vouches for it. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** Where a message of a content script came from: always its own tab, whatever the message says. */
interface PageSender {
  tabId: number;
  url: string;
}

type Handler<Type extends Message['type']> = (
  message: Extract<Message, { type: Type }>,
  from: Type extends PageMessage['type'] ? PageSender : undefined,
) => Promise<Replies[Type]>;

export type Handlers = { [Type in Message['type']]: Handler<Type> };

const PAGE_MESSAGES: ReadonlySet<string> = new Set<PageMessage['type']>([
  'page.here',
  'page.cards',
  'page.chosen',
  'page.panel',
  'page.seen',
  'capture.here',
  'capture.left',
]);

function pageSender(sender: Sender): PageSender | null {
  const { tab, frameId, url } = sender;
  if (tab?.id === undefined || frameId !== 0 || url === undefined || recogniseAddress(url) === null)
    return null;
  return { tabId: tab.id, url };
}

/**
 * Routes a message to its handler. Content scripts reach only the page messages, from the top frame of a marketplace page;
 * everything else must come from a page of the extension itself. Anything not understood or not allowed gets no reply
 * (`undefined`), so another listener may take it.
 */
export function dispatch(
  handlers: Handlers,
  own: { id: string; origin: string },
  raw: unknown,
  sender: Sender,
): Promise<unknown> | undefined {
  const parsed = message.safeParse(raw);
  if (!parsed.success || sender.id !== own.id) return undefined;
  const handler = handlers[parsed.data.type] as (
    message: Message,
    from: PageSender | undefined,
  ) => Promise<unknown>;
  if (PAGE_MESSAGES.has(parsed.data.type)) {
    const from = pageSender(sender);
    return from ? handler(parsed.data, from) : undefined;
  }
  return sender.url?.startsWith(`${own.origin}/`) ? handler(parsed.data, undefined) : undefined;
}
