import { Notice } from '@marketsafe/looks';
import { WORDS } from './words.ts';

interface BackendNoticeProps {
  backend: keyof typeof WORDS.backend;
  host: string | undefined;
}

function sentence(backend: BackendNoticeProps['backend'], host: string | undefined): string | null {
  if (backend === 'offline') return WORDS.backendNotice.offline;
  if (host === undefined || backend === 'checking' || backend === 'reachable') return null;
  return WORDS.backendNotice[backend](host);
}

/** Says that reports cannot leave this device now, while that is so. */
export function BackendNotice({ backend, host }: BackendNoticeProps) {
  const words = sentence(backend, host);
  return (
    <div role="status">{words && <Notice tone={backend === 'foreign' ? 'bad' : 'warn'}>{words}</Notice>}</div>
  );
}
