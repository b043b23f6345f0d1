import { m } from '@marketsafe/words';
import { Icon } from '../shared/Icon.tsx';
import { Notice } from '../shared/Notice.tsx';

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
    <section className="card" aria-labelledby="permission-title">
      <h2 id="permission-title">{m.workspace_pictures()}</h2>
      <p>{m.workspace_pictures_what()}</p>
      <p className="soft">{m.workspace_pictures_without()}</p>
      <div role="status" className="stack">
        {granted !== undefined && (
          <p>
            <Icon name={granted ? 'check' : 'cross'} />{' '}
            <strong>{granted ? m.workspace_pictures_on() : m.workspace_pictures_off()}</strong>
          </p>
        )}
        {notice && <Notice tone="info">{notice}</Notice>}
      </div>
      <div className="actions">
        {granted ? (
          <button type="button" className="button" onClick={revoke}>
            {m.workspace_disallow()}
          </button>
        ) : (
          <button type="button" className="button button-main" onClick={request}>
            {m.workspace_allow()}
          </button>
        )}
      </div>
    </section>
  );
}

/** Shown only where the browser withholds the marketplace pages, without which nothing is recognised. */
export function SitePermission({ permission }: { permission: Permission }) {
  const { granted, notice, request } = permission;
  if (granted !== false) return null;
  return (
    <section className="card" aria-labelledby="site-permission-title">
      <h2 id="site-permission-title">{m.workspace_sites()}</h2>
      <Notice
        tone="bad"
        actions={
          <button type="button" className="button" onClick={request}>
            {m.workspace_sites_allow()}
          </button>
        }
      >
        {m.workspace_sites_off()}
      </Notice>
      <div role="status">{notice}</div>
    </section>
  );
}
