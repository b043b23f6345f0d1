import { Button, Card, Icon, Notice } from '@marketsafe/looks';
import { WORDS } from './words.ts';

interface Permission {
  /** Undefined until the browser has said. */
  granted: boolean | undefined;
  notice: string | null;
  request: () => void;
  revoke: () => void;
}

/** The optional permission for screenshots: what it unlocks, what works without it, and both ways. */
export function ScreenshotPermission({ permission }: { permission: Permission }) {
  const { granted, notice, request, revoke } = permission;
  return (
    <Card title={WORDS.pictures}>
      <p>{WORDS.picturesWhat}</p>
      <p className="soft">{WORDS.picturesWithout}</p>
      <div role="status" className="stack">
        {granted !== undefined && (
          <p>
            <Icon name={granted ? 'check' : 'cross'} />{' '}
            <strong>{granted ? WORDS.picturesOn : WORDS.picturesOff}</strong>
          </p>
        )}
        {notice && <Notice tone="info">{notice}</Notice>}
      </div>
      <div className="actions">
        {granted ? (
          <Button onClick={revoke}>{WORDS.disallow}</Button>
        ) : (
          <Button kind="main" onClick={request}>
            {WORDS.allow}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** Shown only where the browser withholds the marketplace pages, without which nothing is recognised. */
export function SitePermission({ permission }: { permission: Permission }) {
  const { granted, notice, request } = permission;
  if (granted !== false) return null;
  return (
    <Card title={WORDS.sites}>
      <Notice tone="bad" actions={<Button onClick={request}>{WORDS.sitesAllow}</Button>}>
        {WORDS.sitesOff}
      </Notice>
      <div role="status">{notice}</div>
    </Card>
  );
}
