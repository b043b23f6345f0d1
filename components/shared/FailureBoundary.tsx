import { Button, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Component, type ReactNode } from 'react';

/** Stands in for a page whose code or database failed, instead of a blank window. */
export class FailureBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="failure stack">
        <h1>{m.shared_failed_title()}</h1>
        <Notice tone="bad" actions={<Button onClick={() => location.reload()}>{m.shared_reload()}</Button>}>
          {m.shared_failed()}
        </Notice>
      </main>
    );
  }
}
