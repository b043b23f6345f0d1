import { vi } from 'vitest';

type Answer = (...args: never[]) => unknown;
type Listener = (...args: unknown[]) => unknown;

/** One call that the code under test made: the path below `browser`, and what it gave. */
interface BrowserCall {
  path: string;
  args: unknown[];
}

/**
 * Stands in for the browser's whole interface, which modules take from the global when they are loaded: import this file before
 * them. Listeners are kept by event; every other call is written down and answered by what the test says. A call that nothing was
 * said about fails, as one without its permission does.
 */
class FakeBrowser {
  readonly calls: BrowserCall[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #listeners = new Map<string, Listener[]>();

  readonly #lacking = new Set<string>(['sidebarAction']);

  /** Has or lacks a part of the interface; it is Chrome's unless told otherwise, which has no `sidebarAction`. */
  lacks(path: string, lacks = true): void {
    if (lacks) this.#lacking.add(path);
    else this.#lacking.delete(path);
  }

  /** Answers calls by path, such as `tabs.get`. */
  answer(answers: Record<string, Answer>): void {
    for (const [path, answer] of Object.entries(answers)) this.#answers.set(path, answer);
  }

  /** What was given to each call of a path. */
  callsOf(path: string): unknown[][] {
    return this.calls.filter((call) => call.path === path).map(({ args }) => args);
  }

  /** Events that something listens to. */
  get heard(): string[] {
    return [...this.#listeners.keys()].filter((event) => this.#listeners.get(event)?.length).sort();
  }

  /** Lets an event happen; gives what each listener returned. */
  emit(event: string, ...args: unknown[]): unknown[] {
    return (this.#listeners.get(event) ?? []).map((listener) => listener(...args));
  }

  /** Forgets everything: what was asked, what is answered and who listens. */
  reset(): void {
    this.calls.length = 0;
    this.#answers.clear();
    this.#listeners.clear();
  }

  /** Whatever is reached over `path`: a part of the interface, an event, or a function, as it turns out. */
  at(path: string): unknown {
    return new Proxy(() => undefined, {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined;
        if (name === 'addListener') return this.#listen(path, true);
        if (name === 'removeListener') return this.#listen(path, false);
        // `browser` is told from an element of that name by its id.
        if (path === 'runtime' && name === 'id') return 'extension-id';
        const inner = path === '' ? name : `${path}.${name}`;
        return this.#lacking.has(inner) ? undefined : this.at(inner);
      },
      apply: (_target, _self, args: unknown[]) => this.#call(path, args),
    });
  }

  #listen(event: string, adds: boolean): (listener: Listener) => void {
    return (listener) => {
      const others = (this.#listeners.get(event) ?? []).filter((other) => other !== listener);
      this.#listeners.set(event, adds ? [...others, listener] : others);
    };
  }

  #call(path: string, args: unknown[]): unknown {
    this.calls.push({ path, args });
    const answer = this.#answers.get(path);
    if (answer === undefined) return Promise.reject(new Error(`browser.${path} was not expected`));
    return answer(...(args as never[]));
  }
}

export const fakeBrowser = new FakeBrowser();
vi.stubGlobal('browser', fakeBrowser.at(''));
