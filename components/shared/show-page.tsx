import { useLanguage } from '@marketsafe/words/react';
import { type ComponentType, StrictMode, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { FailureBoundary } from './FailureBoundary.tsx';

interface ExtensionPage {
  /** Resolves when the language is known: the page is not seen in another one before. */
  language: Promise<void>;
  title: () => string;
  Page: ComponentType;
}

/** Shows a page of the extension in its language, and again from the root whenever that changes. */
export async function showPage({ language, title, Page }: ExtensionPage): Promise<void> {
  function Root() {
    const spoken = useLanguage();
    useLayoutEffect(() => {
      document.documentElement.lang = spoken;
      document.title = title();
    }, [spoken]);
    return (
      <FailureBoundary>
        <Page />
      </FailureBoundary>
    );
  }
  const root = document.getElementById('root');
  await language;
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
}
