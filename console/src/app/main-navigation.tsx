import { isProgramStaff, type Me } from '@marketsafe/contract';
import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { Link, useLocation } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { currentEntry, navigationFor } from './navigation.ts';
import { PacketsCount } from './packets-count.tsx';
import { ReadingsCount } from './readings-count.tsx';
import { TroubleCount } from './trouble-count.tsx';

/**
 * Where somebody can go: beside the screen where there is room, above it otherwise. In narrow windows it is folded behind a button that names the
 * screen; the style sheet knows which windows are narrow.
 */
export function MainNavigation({ me }: { me: Me }) {
  const id = useId();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [openAt, setOpenAt] = useState<string | null>(null);
  const button = useRef<HTMLDivElement>(null);
  // Whichever way another screen came, it is not covered.
  const open = openAt === path;
  const close = () => {
    setOpenAt(null);
    button.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    close();
  };
  const groups = navigationFor(me.roles);
  const here = currentEntry(groups, path);
  return (
    <nav aria-label={m.console_main_navigation()} className="main-nav" data-open={open} onKeyDown={onKeyDown}>
      <div className="main-nav-fold" ref={button}>
        <Button
          aria-expanded={open}
          aria-controls={`${id}-groups`}
          onClick={() => setOpenAt(open ? null : path)}
        >
          {here ? m.console_menu_here({ name: here.name() }) : m.console_menu()}
          <span aria-hidden="true" className="main-nav-arrow" />
        </Button>
      </div>
      <div className="main-nav-groups" id={`${id}-groups`}>
        {groups.map(({ name, entries }, index) => (
          <section key={name()} aria-labelledby={`${id}-${index}`}>
            <h2 id={`${id}-${index}`} className="soft">
              {name()}
            </h2>
            <ul>
              {entries.map((entry) => (
                <li key={entry.to}>
                  <Link
                    to={entry.to}
                    onClick={() => {
                      // Another screen takes the focus itself.
                      if (open && entry.to === path) close();
                    }}
                  >
                    {entry.name()}
                    {entry.counts === 'trouble' && <TroubleCount roles={me.roles} />}
                    {entry.counts === 'packets' && <PacketsCount />}
                    {entry.counts === 'readings' && isProgramStaff(me.roles) && <ReadingsCount />}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
