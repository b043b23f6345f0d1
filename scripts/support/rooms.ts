import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { ROOT } from './paths.ts';
import { sourceFiles } from './source-files.ts';

/** Folders whose own folders are rooms; a file that lies in one of them directly is a room by itself. */
const HOUSES = [
  'components',
  'utils',
  'contract/src',
  'words/src',
  'evidence/src',
  'server/src',
  'console/src',
  'looks/src',
] as const;

/** Rooms of one that may know another's types but none of its code: a component is given what it shows. */
const TYPES_ONLY: readonly (readonly [from: string, to: string])[] = [
  ['components', 'utils'],
  ['utils', 'components'],
];

function houseOf(path: string): string | undefined {
  return HOUSES.find((house) => path.startsWith(`${house}/`));
}

/** Folder of the level of a room, such as `utils/capture`, or the file itself where it lies in none. */
function roomOf(path: string): string | undefined {
  const house = houseOf(path);
  return house && `${house}/${path.slice(house.length + 1).split('/')[0]}`;
}

/** Imports between rooms, by the room they leave and the room they enter; the first of each pair of rooms. */
function arrowsBetween(imports: readonly Import[]): Map<string, Map<string, Import>> {
  const arrows = new Map<string, Map<string, Import>>();
  for (const found of imports) {
    const [from, to] = [roomOf(found.from), roomOf(found.to)];
    if (!from || !to || from === to) continue;
    const leaving = arrows.get(from) ?? new Map<string, Import>();
    if (!leaving.has(to)) leaving.set(to, found);
    arrows.set(from, leaving);
  }
  return arrows;
}

/** The shortest way along the arrows from a room back to itself, as the imports it goes by. */
function wayBack(arrows: Map<string, Map<string, Import>>, room: string): Import[] | undefined {
  const seen = new Set<string>();
  let ways: { at: string; by: Import[] }[] = [{ at: room, by: [] }];
  while (ways.length > 0) {
    const further: typeof ways = [];
    for (const { at, by } of ways) {
      for (const [next, found] of arrows.get(at) ?? []) {
        if (next === room) return [...by, found];
        if (seen.has(next)) continue;
        seen.add(next);
        further.push({ at: next, by: [...by, found] });
      }
    }
    ways = further;
  }
  return undefined;
}

function circles(imports: readonly Import[]): string[] {
  const arrows = arrowsBetween(imports);
  const told = new Set<string>();
  const breaches: string[] = [];
  for (const room of [...arrows.keys()].sort()) {
    const way = wayBack(arrows, room);
    if (!way || told.has(room)) continue;
    for (const { from } of way) told.add(roomOf(from) ?? from);
    breaches.push(`rooms in a circle: ${way.map(({ from, to }) => `${from} imports ${to}`).join('; ')}`);
  }
  return breaches;
}

function crossings(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) =>
      TYPES_ONLY.some(([one, other]) => houseOf(from) === one && houseOf(to) === other),
    )
    .map(({ from, to }) => `${from} imports ${to}: only types may be imported from there`);
}

/**
 * What is wrong with the arrows between rooms: those that lead, over however many rooms, back to where they began, and those that
 * only types may take. Imports of types are no arrows: nothing of them is left when the program runs.
 */
export function roomBreaches(root: string = ROOT): string[] {
  const imports = sourceFiles(
    HOUSES.filter((house) => existsSync(join(root, house))),
    root,
  )
    .filter(({ path }) => /\.tsx?$/.test(path))
    .flatMap(({ path, text }) => importsOf(path, text));
  return [...crossings(imports), ...circles(imports)];
}
