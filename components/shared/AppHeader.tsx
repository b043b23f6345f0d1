import { PRODUCT_NAME } from '@marketsafe/words';

interface AppHeaderProps {
  /** Who is signed in; null when nobody is. */
  account: string | null;
}

/** Name of the extension and of whoever is signed in. */
export function AppHeader({ account }: AppHeaderProps) {
  return (
    <header className="app-header">
      <svg className="app-mark" viewBox="0 0 32 32" aria-hidden="true">
        <path className="app-mark-shield" d="M16 2 4 6.5v8.7C4 22.4 9 28 16 30c7-2 12-7.6 12-14.8V6.5z" />
        <path
          className="app-mark-check"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          d="m10.5 16 4 4 7.5-8.5"
        />
      </svg>
      <span>{PRODUCT_NAME}</span>
      {account && (
        <span className="app-header-account soft small" dir="auto" title={account}>
          {account}
        </span>
      )}
    </header>
  );
}
