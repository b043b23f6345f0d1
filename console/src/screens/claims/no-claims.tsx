import { Card } from '@marketsafe/looks';
import { Link } from '@tanstack/react-router';

/** What the list says before the first claim: how one gets there. */
export function NoClaims() {
  return (
    <Card title="No claims yet">
      <p>A claim arrives here by itself, seconds after an investigator finishes it in the extension:</p>
      <ol className="steps">
        <li>Sign the MarketSafe Reporter extension in. It shows a code.</li>
        <li>
          Enter that code under <Link to="/device">Approve an extension</Link>.
        </li>
        <li>Open a listing on a marketplace and press the extension’s toolbar button to capture it.</li>
        <li>Choose the right and the reason, explain, and press Finish.</li>
      </ol>
      <p className="soft small">
        A claim finished without a connection waits in the extension and arrives when the connection is back.
      </p>
    </Card>
  );
}
