import { m } from '@marketsafe/words';
import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useQuery } from '@tanstack/react-query';
import { signInWaysQuery } from '../../api/sign-in-ways.ts';

/** Whether passkeys can be used on this page: browsers keep them for the console's own address only. Undefined while it is not known. */
export function usePasskeysHere(): 'yes' | 'elsewhere' | 'unsupported' | undefined {
  const ways = useQuery(signInWaysQuery);
  if (!ways.data) return undefined;
  if (ways.data.address !== window.location.origin) return 'elsewhere';
  return browserSupportsWebAuthn() ? 'yes' : 'unsupported';
}

/** Says why passkeys cannot be used on this page, and where they can. */
export function PasskeysNotHere() {
  const here = usePasskeysHere();
  const address = useQuery(signInWaysQuery).data?.address;
  if (here === 'unsupported') return <p className="soft small">{m.account_passkey_unsupported()}</p>;
  if (here !== 'elsewhere' || address === undefined) return null;
  return (
    <p className="soft small">
      {m.account_passkey_elsewhere()} <a href={address}>{address}</a>
    </p>
  );
}
