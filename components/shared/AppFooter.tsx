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
    <footer className="app-footer">
      <a href={settingsUrl} target="_blank" rel="noreferrer">
        {WORDS.settings}
      </a>
      {host !== undefined && (
        <span>
          <bdi>{host}</bdi> <span className={`badge ${TONES[backend]}`}>{WORDS.backend[backend]}</span>
        </span>
      )}
      <span className="app-footer-end">{WORDS.version(version)}</span>
    </footer>
  );
}

const TONES: Readonly<Record<AppFooterProps['backend'], string>> = {
  checking: 'tone-quiet',
  reachable: 'tone-good',
  unreachable: 'tone-warn',
  foreign: 'tone-bad',
  offline: 'tone-warn',
};
