import { Brand } from '@marketsafe/looks';
import { PRODUCT_NAME } from '@marketsafe/words';

interface AppHeaderProps {
  /** Who is signed in; null when nobody is. */
  account: string | null;
}

/** Name of the extension and of whoever is signed in. */
export function AppHeader({ account }: AppHeaderProps) {
  return (
    <header className="app-header">
      <Brand name={PRODUCT_NAME} />
      {account && (
        <span className="app-header-account soft small" dir="auto" title={account}>
          {account}
        </span>
      )}
    </header>
  );
}
