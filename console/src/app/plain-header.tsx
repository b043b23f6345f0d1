/** Header of the screens that stand before the sign-in. */
export function PlainHeader() {
  return (
    <header className="site-header">
      <span className="brand">MarketSafe console</span>
    </header>
  );
}
