import { JSDOM } from 'jsdom';
import { createElement } from 'react';
import { expect, onTestFinished, vi } from 'vitest';
import { SOON } from '../../support/soon.ts';

/*
 * The page that hooks live in. Only what they and React touch is put into the global: Node's own Blob and the like stay, because
 * the database keeps them.
 */
const dom = new JSDOM('<!doctype html><div id="root"></div>', { url: 'https://extension.test/' });
for (const name of ['window', 'document', 'localStorage', 'Event', 'AbortController', 'AbortSignal'] as const)
  vi.stubGlobal(name, dom.window[name]);
// React looks for the page when it is loaded.
const { createRoot } = await import('react-dom/client');

/** A hook that is in use on a page. */
export interface Rendered<Value> {
  /** What it gave last. */
  now(): Value;
  /** Waits until what it gives satisfies a condition, and gives that. */
  until(condition: (value: Value) => boolean): Promise<Value>;
  /** The component that uses it goes away, or changes into another one. */
  end(): void;
}

/** A component that only uses a hook. */
function User<Value>({ use, take }: { use: () => Value; take: (value: Value) => void }) {
  take(use());
  return null;
}

/** Uses a hook in a component, as a page does; the component goes away when the test ends. */
export function renderHook<Value>(use: () => Value): Rendered<Value> {
  let last: { value: Value } | undefined;
  const root = createRoot(document.createElement('div'));
  const take = (value: Value) => {
    last = { value };
  };
  root.render(createElement(User<Value>, { use, take }));
  const end = () => root.unmount();
  onTestFinished(end);
  const now = () => {
    if (!last) throw new Error('the hook has not run yet');
    return last.value;
  };
  return {
    now,
    end,
    until: async (condition) => {
      await expect.poll(() => last !== undefined && condition(now()), SOON).toBe(true);
      return now();
    },
  };
}
