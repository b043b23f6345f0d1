import { Badge, type Tone } from '@marketsafe/looks';
import { WORDS } from './words.ts';

interface AppFooterProps {
  settingsUrl: string;
  /** Host of the backend; undefined until the settings have been read. */
  host: string | undefined;
  backend: keyof typeof WORDS.backend;
  version: string;
}

/** Way to the settings, where reports go, and the version. */
export function AppFooter({ settingsUrl, host, backend, version }: AppFooterProps) {
  return (
    <footer className="line soft small">
      <a href={settingsUrl} target="_blank" rel="noreferrer">
        {WORDS.settings}
      </a>
      {host !== undefined && (
        <span>
          <bdi>{host}</bdi> <Badge tone={TONES[backend]}>{WORDS.backend[backend]}</Badge>
        </span>
      )}
      <span className="line-end">{WORDS.version(version)}</span>
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
