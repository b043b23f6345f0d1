import { Button, Notice } from '@marketsafe/looks';
import { Component, type ReactNode } from 'react';
import { WORDS } from './words.ts';

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
        <h1>{WORDS.failedTitle}</h1>
        <Notice tone="bad" actions={<Button onClick={() => location.reload()}>{WORDS.reload}</Button>}>
          {WORDS.failed}
        </Notice>
      </main>
    );
  }
}
