import { Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import type { Backend } from './AppFooter.tsx';

interface BackendNoticeProps {
  backend: Backend;
  host: string | undefined;
}

function sentence(backend: BackendNoticeProps['backend'], host: string | undefined): string | null {
  if (backend === 'offline') return m.shared_notice_offline();
  if (host === undefined || backend === 'checking' || backend === 'reachable') return null;
  return backend === 'foreign' ? m.shared_notice_foreign({ host }) : m.shared_notice_unreachable({ host });
}

/** Says that reports cannot leave this device now, while that is so. */
export function BackendNotice({ backend, host }: BackendNoticeProps) {
  const words = sentence(backend, host);
  return (
    <div role="status">{words && <Notice tone={backend === 'foreign' ? 'bad' : 'warn'}>{words}</Notice>}</div>
  );
}
