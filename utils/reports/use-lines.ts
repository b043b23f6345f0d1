import { Dexie } from 'dexie';
import { useEffect, useState } from 'react';
import type { LineRow } from '../database/line-rows.ts';
import { pageDatabase } from '../hooks/page-database.ts';

/** Lines that are read and shown before all of them are: more than any window has room for. */
const FIRST_LINES = 60;

/** Shortest time between two readings, in milliseconds: while many reports go out, each of them changes several times. */
const PAUSE_MS = 400;

/** The lines of all drafts and reports of this device. */
export interface Lines {
  lines: readonly LineRow[];
  /** All of them are here; otherwise the newest. */
  complete: boolean;
  /** The database has been looked at: one without its device is new, or has been lost and may be put back yet. */
  sound: boolean;
}

/** All lines, live; the newest at once. Undefined until they are there. */
export function useLines(): Lines | undefined {
  const [known, setKnown] = useState<Lines>();
  useEffect(() => {
    const { lines, device } = pageDatabase;
    const prefixes = [lines, device].map(({ name }) => `idb://${pageDatabase.name}/${name}/`);
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: Lines) => {
      if (!isOver) setKnown(next);
    };
    const readAll = async () => {
      const [all, devices] = await Promise.all([lines.toArray(), device.count()]);
      show({ lines: all, complete: true, sound: devices > 0 });
    };
    const readFirst = async () => {
      const [first, devices] = await Promise.all([
        lines.orderBy('at').reverse().limit(FIRST_LINES).toArray(),
        device.count(),
      ]);
      show({ lines: first, complete: first.length < FIRST_LINES, sound: devices > 0 });
    };
    const changed = (parts: object) => {
      if (!Object.keys(parts).some((part) => prefixes.some((prefix) => part.startsWith(prefix)))) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        readAll().catch(console.error);
      }, PAUSE_MS);
    };
    Dexie.on.storagemutated.subscribe(changed);
    readFirst().then(readAll).catch(console.error);
    return () => {
      isOver = true;
      clearTimeout(timer);
      Dexie.on.storagemutated.unsubscribe(changed);
    };
  }, []);
  return known;
}
