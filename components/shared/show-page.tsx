import { usePageLanguage } from '@marketsafe/words/react';
import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FailureBoundary } from './FailureBoundary.tsx';

interface RootProps {
  title: () => string;
  Page: ComponentType;
}

function Root({ title, Page }: RootProps) {
  usePageLanguage(title);
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
