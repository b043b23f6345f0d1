/** A text in base64 at each of the three places that it can begin at, as far as its own bytes decide. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const whole = bytes.toString('base64').replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    return whole.slice(first, Math.floor((bytes.length * 8) / 6));
  });
}

const entities = (text: string, write: (code: number) => string) =>
  Array.from(text, (letter) => write(letter.codePointAt(0) ?? 0)).join('');

/** In other encodings, fewer letters than that stand in compressed bytes by chance. */
const SHORT = 6;

/** A text as bytes may hold it: in each encoding and escape that a file of a package, a page or a document may use. */
function writings(text: string): Buffer[] {
  const wide = Buffer.from(text, 'utf16le');
  if (Buffer.byteLength(text) < SHORT) return [Buffer.from(text), wide];
  const escaped = [...text]
    .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
  return [
    Buffer.from(text),
    wide,
    Buffer.from(wide).swap16(),
    ...[
      encodeURIComponent(text),
      encodeURIComponent(text).toLowerCase(),
      entities(text, (code) => `&#${code};`),
      entities(text, (code) => `&#x${code.toString(16)};`),
      escaped,
      Buffer.from(text).toString('hex'),
      ...base64Of(text),
    ].map((written) => Buffer.from(written)),
  ];
}

/** Which of these texts stand in some bytes, however they are written there, in lower case too. */
export function plantedIn(bytes: Buffer, planted: readonly string[]): string[] {
  const low = Buffer.from(
    bytes.toString('latin1').replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
    'latin1',
  );
  return planted.filter((text) =>
    writings(text).some(
      (written) =>
        bytes.includes(written) || low.includes(written.toString('latin1').toLowerCase(), 0, 'latin1'),
    ),
  );
}
