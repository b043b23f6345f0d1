import { useCallback, useEffect, useRef, useState } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';
import { keptThumbs, makeThumb } from './thumbs.ts';

export interface ThumbsControl {
  /** Address of a capture's small picture; null where there is none; undefined while it is not known. */
  urlOf: (captureId: string) => string | null | undefined;
  /** These are in sight now: what is not known of them is looked up, and made one after another. */
  onSeen: (captureIds: readonly string[]) => void;
}

/** Small pictures of what is in sight. */
export function useThumbs(): ThumbsControl {
  const urls = useRef(new Map<string, string | null>());
  const wanted = useRef<readonly string[]>([]);
  const working = useRef(false);
  const [, setVersion] = useState(0);

  useEffect(() => {
    const made = urls.current;
    return () => {
      wanted.current = [];
      for (const url of made.values()) if (url) URL.revokeObjectURL(url);
      made.clear();
    };
  }, []);

  const work = useCallback(async () => {
    if (working.current) return;
    working.current = true;
    const note = (captureId: string, picture: Blob | null) =>
      urls.current.set(captureId, picture && URL.createObjectURL(picture));
    const missing = () => wanted.current.filter((captureId) => !urls.current.has(captureId));
    try {
      for (let ids = missing(); ids.length > 0; ids = missing()) {
        const kept = await keptThumbs(pageDatabase, ids);
        for (const thumb of kept) if (thumb) note(thumb.captureId, thumb.picture);
        setVersion((version) => version + 1);
        // One at a time, and of what is in sight by then: a picture is large while it is decoded.
        const [next] = missing();
        if (next === undefined) continue;
        note(next, await makeThumb(pageDatabase, next).catch(() => null));
        setVersion((version) => version + 1);
      }
    } finally {
      working.current = false;
    }
  }, []);

  const onSeen = useCallback(
    (captureIds: readonly string[]) => {
      wanted.current = captureIds;
      work().catch(console.error);
    },
    [work],
  );
  return { urlOf: (captureId) => urls.current.get(captureId), onSeen };
}
