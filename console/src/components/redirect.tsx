import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * Goes once to a path of this console (with query), in place of the current history entry. The router's own `Navigate` goes
 * again on every render, and so never comes to rest when its target names the address it is leaving.
 */
export function Redirect({ to }: { to: string }) {
  const { history } = useRouter();
  const [target] = useState(to);
  useEffect(() => history.replace(target), [history, target]);
  return null;
}
