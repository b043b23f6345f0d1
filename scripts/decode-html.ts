// Decoding saved pages. Their bytes and what they declare do not always agree: people save pages of 2019 in GBK, editors re-encode
// them and leave the old declaration, and some declare nothing or only after kilobytes of scripts.

/** How far into a file a charset declaration is looked for: browsers stop at 1 024 bytes, saved pages put scripts before it. */
const DECLARATION_WINDOW = 65_536;

/**
 * Text of a saved page. Bytes that are valid UTF-8 are UTF-8 whatever they declare, because other encodings' text practically never
 * is; otherwise the byte order mark or another declaration decides; bytes that declare UTF-8 or nothing are UTF-8 with some damage where
 * most of it reads as such, then GB18030 where it fits, and UTF-8 with replacements last.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const marked = byteOrderMark(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  const declared = declaredCharset(bytes);
  if (declared && declared !== 'utf-8') return new TextDecoder(declared).decode(bytes);
  const damaged = new TextDecoder('utf-8').decode(bytes);
  return isMostlyReadable(damaged) ? damaged : (decodeStrictly(bytes, 'gb18030') ?? damaged);
}

/** Whether damage is the exception: text of another encoding gives next to no valid character beyond ASCII. */
function isMostlyReadable(text: string): boolean {
  const replaced = text.match(/\ufffd/g)?.length ?? 0;
  const valid = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return valid >= replaced;
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

/** Null when the bytes are not of this encoding; a character cut off by the end of the file does not count against it. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_WINDOW));
  const name = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  try {
    return name ? new TextDecoder(name).encoding : null;
  } catch {
    return null;
  }
}
