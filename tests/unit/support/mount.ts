import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { onTestFinished } from 'vitest';

/** Draws an element into the document of a jsdom test, and again whenever asked; gone when the test is over. */
export function mount(element: ReactElement): { host: HTMLElement; show: (element: ReactElement) => void } {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const host = document.body.appendChild(document.createElement('div'));
  const root: Root = createRoot(host);
  const show = (shown: ReactElement) => act(() => root.render(shown));
  onTestFinished(() => {
    act(() => root.unmount());
    host.remove();
  });
  show(element);
  return { host, show };
}

/** The one element that a selector finds. Throws where there is none. */
export function one<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}

/** Clicks as a person does, with everything that comes of it. */
export async function click(selector: string): Promise<void> {
  await act(async () => one(selector).click());
}
