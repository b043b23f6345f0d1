import type { DisclosedLink } from '@marketsafe/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

/** Height of a link in pixels until it has been measured, and of what is seen of the list before the window was. */
const FIRST_HEIGHT = 420;
const FIRST_WINDOW = 800;
const OVERSCAN = 2;

interface Props {
  links: readonly DisclosedLink[];
  /** What the list is called. */
  name: string;
  /** The link that keys act on; -1 where it is none. */
  current: number;
  /** Hears which links have stood in sight. */
  onSeen?: (positions: readonly number[]) => void;
  children: (link: DisclosedLink, position: number) => ReactNode;
}

/** Links of a packet one below the other, of which only those in sight are drawn. */
export function LinksWindow({ links, name, current, onSeen, children }: Props) {
  const scroller = useRef<HTMLUListElement>(null);
  const virtual = useVirtualizer({
    count: links.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => FIRST_HEIGHT,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: FIRST_WINDOW },
  });
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'start' });
  }, [current, virtual]);
  const drawn = virtual.getVirtualItems();
  const ends = `${drawn[0]?.index} ${drawn.at(-1)?.index}`;
  // What was drawn has not been seen: it may lie below what the window shows.
  useEffect(() => {
    if (!onSeen || ends === '') return;
    const observer = new IntersectionObserver((entries) => {
      const seen = entries.filter(({ isIntersecting }) => isIntersecting);
      if (seen.length > 0) onSeen(seen.map(({ target }) => Number(target.getAttribute('data-index'))));
    });
    for (const link of scroller.current?.querySelectorAll('[data-index]') ?? []) observer.observe(link);
    return () => observer.disconnect();
  }, [ends, onSeen]);
  return (
    <ul ref={scroller} className="links-window" aria-label={name}>
      <li className="links-space" aria-hidden="true" style={{ blockSize: virtual.getTotalSize() }} />
      {drawn.map(({ index, start }) => {
        const link = links[index];
        if (!link) return null;
        return (
          <li
            key={link.claim}
            ref={virtual.measureElement}
            data-index={index}
            className={index === current ? 'links-one links-current' : 'links-one'}
            aria-current={index === current || undefined}
            aria-setsize={links.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            {children(link, index)}
          </li>
        );
      })}
    </ul>
  );
}
