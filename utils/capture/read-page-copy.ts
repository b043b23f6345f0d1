import { registeredButton } from '../page/button-registry.ts';
import type { PageCopy } from './page-sample.ts';
import { readPosition } from './read-page-sample.ts';
import { takeSnapshot } from './snapshot.ts';

/** The page's own HTML, and of which document it is. A page that cannot be copied says so. */
export function readPageCopy(): PageCopy {
  const { mark } = readPosition();
  try {
    return { mark, snapshot: takeSnapshot(document, registeredButton()?.host) };
  } catch {
    return { mark, snapshot: null };
  }
}
