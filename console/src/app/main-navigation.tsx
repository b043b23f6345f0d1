import { isProgramStaff, type Me } from '@marketsafe/contract';
import { m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { navigationFor } from './navigation.ts';
import { PacketsCount } from './packets-count.tsx';
import { ReadingsCount } from './readings-count.tsx';
import { TroubleCount } from './trouble-count.tsx';

/** Where somebody can go: beside the screen where there is room, above it otherwise. */
export function MainNavigation({ me }: { me: Me }) {
  const id = useId();
  return (
    <nav aria-label={m.console_main_navigation()} className="main-nav">
      {navigationFor(me.roles).map(({ name, entries }, index) => (
        <section key={name()} aria-labelledby={`${id}-${index}`}>
          <h2 id={`${id}-${index}`} className="soft">
            {name()}
          </h2>
          <ul>
            {entries.map((entry) => (
              <li key={entry.to}>
                <Link to={entry.to}>
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
    </nav>
  );
}
