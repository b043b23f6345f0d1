import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { pageDatabase } from '../hooks/page-database.ts';

/** Address of a picture: undefined while it is being read, null when its bytes are no longer on this device. */
export type PictureUrls = ReadonlyMap<string, string | null>;

/** Object URLs of pictures by their hash, made once and given back when the page has no more use for them. */
export function usePictures(hashes: readonly string[]): PictureUrls {
  const key = hashes.join(' ');
  const blobs = useLiveQuery(async () => {
    const wanted = key === '' ? [] : key.split(' ');
    const rows = await pageDatabase.blobs.bulkGet(wanted);
    return wanted.map((hash, index) => ({ hash, bytes: rows[index]?.bytes ?? null }));
  }, [key]);

  const [urls, setUrls] = useState<PictureUrls>(new Map());
  useEffect(() => {
    const made = new Map((blobs ?? []).map(({ hash, bytes }) => [hash, bytes && URL.createObjectURL(bytes)]));
    setUrls(made);
    return () => {
      for (const url of made.values()) if (url) URL.revokeObjectURL(url);
    };
  }, [blobs]);
  return urls;
}
