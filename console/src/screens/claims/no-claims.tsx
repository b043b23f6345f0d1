import { Card } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';

/** What the list says before the first claim: how one gets there. */
export function NoClaims({ staff }: { staff: boolean }) {
  if (staff) {
    return (
      <Card title={m.search_none_staff()}>
        <p>{m.search_none_staff_intro()}</p>
      </Card>
    );
  }
  return (
    <Card title={m.console_claims_none()}>
      <p>{m.console_claims_none_intro()}</p>
      <ol className="steps">
        <li>{m.console_claims_none_sign_in()}</li>
        <li>
          {m.console_claims_none_code()} <Link to="/device">{m.console_nav_device()}</Link>
        </li>
        <li>{m.console_claims_none_capture()}</li>
        <li>{m.console_claims_none_finish()}</li>
      </ol>
      <p className="soft small">{m.console_claims_none_offline()}</p>
    </Card>
  );
}
