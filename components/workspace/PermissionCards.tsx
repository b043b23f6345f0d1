import { Button, Card, Icon, Notice } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

const NOTICES = { refused: m.workspace_permission_refused, kept: m.workspace_permission_kept };

interface Permission {
  /** Undefined until the browser has said. */
  granted: boolean | undefined;
  /** What asking came to: it was not given, or not taken back. */
  notice: 'refused' | 'kept' | null;
  request: () => void;
  revoke: () => void;
}

/** The optional permission for screenshots: what it unlocks, what works without it, and both ways. */
export function ScreenshotPermission({ permission }: { permission: Permission }) {
  const { granted, notice, request, revoke } = permission;
  return (
    <Card title={m.workspace_pictures()}>
      <p>{m.workspace_pictures_what()}</p>
      <p className="soft">{m.workspace_pictures_without()}</p>
      <div role="status" className="stack">
        {granted !== undefined && (
          <p>
            <Icon name={granted ? 'check' : 'cross'} />{' '}
            <strong>{granted ? m.workspace_pictures_on() : m.workspace_pictures_off()}</strong>
          </p>
        )}
        {notice && <Notice tone="info">{NOTICES[notice]()}</Notice>}
      </div>
      <div className="actions">
        {granted ? (
          <Button onClick={revoke}>{m.workspace_disallow()}</Button>
        ) : (
          <Button kind="main" onClick={request}>
            {m.workspace_allow()}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** The optional permission for notifications: what they say, when they are kept back, and both ways. */
export function NotificationPermission({
  permission: { granted, notice, request, revoke },
  discreet,
}: {
  permission: Permission;
  /** Nothing is shown then. */
  discreet: boolean;
}) {
  return (
    <Card title={m.workspace_notify()}>
      <p>{m.workspace_notify_what()}</p>
      <div role="status" className="stack">
        {granted && discreet && <Notice tone="info">{m.workspace_notify_discreet()}</Notice>}
        {notice && <Notice tone="info">{NOTICES[notice]()}</Notice>}
      </div>
      <div className="actions">
        {granted ? (
          <Button aria-label={m.workspace_notify_stop()} onClick={revoke}>
            {m.workspace_disallow()}
          </Button>
        ) : (
          <Button onClick={request}>{m.workspace_notify_allow()}</Button>
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
    <Card title={m.workspace_sites()}>
      <Notice tone="bad" actions={<Button onClick={request}>{m.workspace_sites_allow()}</Button>}>
        {m.workspace_sites_off()}
      </Notice>
      <div role="status">{notice && NOTICES[notice]()}</div>
    </Card>
  );
}
