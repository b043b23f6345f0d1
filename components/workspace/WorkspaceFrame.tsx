import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { AppHeader } from '../shared/AppHeader.tsx';

const NAMES = {
  queue: m.workspace_queue,
  sweeps: m.sweep_section,
  review: m.review_title,
  watch: m.watch_title,
  settings: m.shared_settings,
  about: m.workspace_about,
} satisfies Record<Section, unknown>;

type Section = 'queue' | 'sweeps' | 'review' | 'watch' | 'settings' | 'about';

interface WorkspaceFrameProps {
  section: Section;
  account: string | null;
  /** Address of each section, from `#` on. */
  hashOf: (section: Section) => string;
  /** The section is mostly pictures. */
  wide?: boolean;
  children: ReactNode;
}

const SECTIONS: readonly Section[] = ['queue', 'sweeps', 'review', 'watch', 'settings', 'about'];

/** The full-tab page around its sections. */
export function WorkspaceFrame({ section, account, hashOf, wide = false, children }: WorkspaceFrameProps) {
  return (
    <div>
      <div className="workspace-top">
        <AppHeader account={account} />
        <nav aria-label={m.workspace_sections()}>
          <ul className="nav">
            {SECTIONS.map((id) => (
              <li key={id}>
                <a href={hashOf(id)} aria-current={id === section ? 'page' : undefined}>
                  {NAMES[id]()}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <main className={`stack workspace-main${wide ? ' workspace-wide' : ''}`}>{children}</main>
    </div>
  );
}
