import { usePageLanguage } from '@marketsafe/words/react';
import { type ComponentType, StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { FailureBoundary } from './FailureBoundary.tsx';
import { StoreTrouble, type Trouble } from './StoreTrouble.tsx';

interface RootProps {
  title: () => string;
  Page: ComponentType;
  /** What is stored on this device is open, or why not. */
  opened: Promise<Trouble | null>;
}

function Root({ title, Page, opened }: RootProps) {
  usePageLanguage(title);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => void opened.then(setTrouble), [opened]);
  if (trouble !== null) return <StoreTrouble trouble={trouble} />;
  return (
    <FailureBoundary>
      <Page />
    </FailureBoundary>
  );
}

/**
 * Shows a page of the extension once its language is known, so that it is never seen in another one, and again from the root whenever
 * that changes.
 */
export async function showPage({
  language,
  ...page
}: RootProps & { language: Promise<void> }): Promise<void> {
  await language;
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Root {...page} />
    </StrictMode>,
  );
}
