import { describe, expect, it } from 'vitest';
import { plantedIn } from '../../support/planted-bytes.ts';

const NAME = 'Anneliese';

describe('a planted name', () => {
  it.each<[string, Buffer]>([
    ['as it is', Buffer.from(`Dear ${NAME}!`)],
    ['in capitals', Buffer.from(`DEAR ${NAME.toUpperCase()}!`)],
    ['in UTF-16', Buffer.from(`to ${NAME}`, 'utf16le')],
    ['in UTF-16 the other way around', Buffer.from(`to ${NAME}`, 'utf16le').swap16()],
    ['as numbers of HTML', Buffer.from([...NAME].map((letter) => `&#${letter.charCodeAt(0)};`).join(''))],
    ['as hexadecimal digits', Buffer.from(Buffer.from(NAME).toString('hex').toUpperCase())],
    ...[0, 1, 2].map((before): [string, Buffer] => [
      `in base64 after ${before}`,
      Buffer.from(Buffer.from(`${'x'.repeat(before)}${NAME} and more`).toString('base64')),
    ]),
  ])('is found %s', (_, bytes) => {
    expect(plantedIn(Buffer.concat([Buffer.from([0xff, 0x80]), bytes]), [NAME, 'Nobody'])).toEqual([NAME]);
  });

  it('is not found where it is not', () => {
    expect(plantedIn(Buffer.from('Anne, liese'), [NAME])).toEqual([]);
  });
});
