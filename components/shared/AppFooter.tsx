import { Badge, type Tone } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

const BACKEND = {
  checking: m.shared_backend_checking,
  reachable: m.shared_backend_reachable,
  unreachable: m.shared_backend_unreachable,
  foreign: m.shared_backend_foreign,
  offline: m.shared_backend_offline,
};

/** Whether the backend can be reached, as the footer names it. */
export type Backend = keyof typeof BACKEND;

interface AppFooterProps {
  settingsUrl: string;
  /** Host of the backend; undefined until the settings have been read. */
  host: string | undefined;
  backend: Backend;
  version: string;
}

/** Way to the settings, where reports go, and the version. */
export function AppFooter({ settingsUrl, host, backend, version }: AppFooterProps) {
  return (
    <footer className="line soft small">
      <a href={settingsUrl} target="_blank" rel="noreferrer">
        {m.shared_settings()}
      </a>
      {host !== undefined && (
        <span>
          <bdi>{host}</bdi> <Badge tone={TONES[backend]}>{BACKEND[backend]()}</Badge>
        </span>
      )}
      <span className="line-end">{m.shared_version({ version })}</span>
    </footer>
  );
}

const TONES: Readonly<Record<AppFooterProps['backend'], Tone>> = {
  checking: 'quiet',
  reachable: 'good',
  unreachable: 'warn',
  foreign: 'bad',
  offline: 'warn',
};
