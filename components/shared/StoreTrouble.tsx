import { Button, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

/** Why what is stored on this device cannot be used. */
export type Trouble = 'full' | 'unopened';

const ADVICE: Readonly<Record<Trouble, () => string>> = {
  full: m.shared_store_full,
  unopened: m.shared_store_unopened,
};

/** Stands in for every page while what is stored on this device cannot be opened: what is kept, and what to do. */
export function StoreTrouble({ trouble }: { trouble: Trouble }) {
  return (
    <main className="failure stack">
      <h1>{m.shared_store_title()}</h1>
      <Notice tone="bad" actions={<Button onClick={() => location.reload()}>{m.shared_reload()}</Button>}>
        <p>{m.shared_store_kept()}</p>
        <p>{ADVICE[trouble]()}</p>
      </Notice>
    </main>
  );
}
