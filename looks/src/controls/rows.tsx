import type { ReactNode } from 'react';

/** Rows in one frame. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="rows">{children}</ul>;
}
