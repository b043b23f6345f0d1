import { uuid } from '@marketsafe/contract';
import { z } from 'zod';
import { HttpProblem } from '../problems.ts';
import type { FoundPosition } from '../search/find.ts';

const position = z.tuple([z.iso.datetime(), uuid]);

/** A place in what was found, as a cursor that says nothing to its reader. */
export function writeCursor({ at, id }: FoundPosition): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws HttpProblem `cursor-unknown` */
export function readCursor(cursor: string): FoundPosition {
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at, id };
  } catch {
    throw new HttpProblem('cursor-unknown');
  }
}
