import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { dispatch, type Handlers, type Sender } from '../../../../utils/messages/dispatch.ts';

const OWN = { id: 'own-id', origin: 'chrome-extension://own-id' };
const PAGE: Sender = {
  id: OWN.id,
  url: 'https://www.aliexpress.com/item/1005006000000001.html',
  frameId: 0,
  tab: { id: 5 },
};
const POPUP: Sender = { id: OWN.id, url: `${OWN.origin}/popup.html` };
const EXTENSION_MESSAGES = [
  { type: 'capture.start', tabId: 1 },
  { type: 'capture.stop', tabId: 1 },
  { type: 'sweep.key', tabId: 1, key: 'capture' },
  { type: 'page.status', tabId: 1 },
  { type: 'outbox.poke' },
  { type: 'session.begin' },
  { type: 'session.poll' },
  { type: 'session.end' },
];

function spies() {
  const handler = () => vi.fn(() => Promise.resolve(undefined as never));
  return {
    'page.here': handler(),
    'page.cards': handler(),
    'page.chosen': handler(),
    'page.panel': handler(),
    'cards.bring': handler(),
    'page.seen': handler(),
    'capture.here': handler(),
    'capture.left': handler(),
    'capture.start': handler(),
    'sweep.key': handler(),
    'capture.stop': handler(),
    'page.status': handler(),
    'outbox.poke': handler(),
    'store.look': handler(),
    'draft.left': handler(),
    'session.begin': handler(),
    'session.poll': handler(),
    'session.end': handler(),
  } satisfies Handlers;
}

function calls(handlers: ReturnType<typeof spies>): number {
  return Object.values(handlers).reduce((sum, handler) => sum + handler.mock.calls.length, 0);
}

describe('messages to the worker', () => {
  it('gives a content script its own tab, whatever the message says', () => {
    const handlers = spies();
    dispatch(handlers, OWN, { type: 'capture.here', listing: 'aliexpress:1' }, PAGE);
    expect(handlers['capture.here']).toHaveBeenCalledWith(
      { type: 'capture.here', listing: 'aliexpress:1' },
      { tabId: 5, url: PAGE.url },
    );
  });

  it('hears from a page’s own script that it has put the page back, and from nobody else', () => {
    const handlers = spies();
    expect(dispatch(handlers, OWN, { type: 'capture.left' }, POPUP)).toBeUndefined();
    dispatch(handlers, OWN, { type: 'capture.left' }, PAGE);
    expect(handlers['capture.left']).toHaveBeenCalledWith(
      { type: 'capture.left' },
      { tabId: 5, url: PAGE.url },
    );
  });

  it.each(EXTENSION_MESSAGES)(
    'refuses $type from a content script and takes it from the popup',
    (message) => {
      const handlers = spies();
      expect(dispatch(handlers, OWN, message, PAGE)).toBeUndefined();
      expect(calls(handlers)).toBe(0);
      expect(dispatch(handlers, OWN, message, POPUP)).toBeInstanceOf(Promise);
      expect(calls(handlers)).toBe(1);
    },
  );

  it.each<[string, Sender]>([
    ['another extension', { ...POPUP, id: 'other' }],
    ['a frame inside the page', { ...PAGE, frameId: 3 }],
    ['a page of no marketplace', { ...PAGE, url: 'https://fake-alibaba.com/' }],
    ['a page without a tab', { ...PAGE, tab: undefined }],
  ])('refuses %s', (_, sender) => {
    const handlers = spies();
    expect(
      dispatch(handlers, OWN, { type: 'capture.here', listing: 'aliexpress:1' }, sender),
    ).toBeUndefined();
    expect(dispatch(handlers, OWN, { type: 'outbox.poke' }, sender)).toBeUndefined();
    expect(calls(handlers)).toBe(0);
  });

  it('takes no extension page whose address only starts like ours', () => {
    const handlers = spies();
    const sender = { id: OWN.id, url: `${OWN.origin}.evil.example/popup.html` };
    expect(dispatch(handlers, OWN, { type: 'outbox.poke' }, sender)).toBeUndefined();
  });

  it('does nothing for anything that is no message, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        const handlers = spies();
        dispatch(handlers, OWN, raw, POPUP);
        dispatch(handlers, OWN, raw, PAGE);
        expect(calls(handlers)).toBe(0);
      }),
    );
  });
});
