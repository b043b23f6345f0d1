import type { PlainFieldErrorCode } from '@marketsafe/contract';
import type { FieldError } from '../problems.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function faultOf(value: string): PlainFieldErrorCode | null {
  if (value.length % 4 !== 0 || !BASE64.test(value)) return 'wrong-form';
  try {
    return strictUtf8.decode(Buffer.from(value, 'base64')).includes('\0') ? 'text-broken' : null;
  } catch {
    return 'text-broken';
  }
}

/** What is wrong with the texts of an `Upload-Metadata` header (tus 1.0), by their names. */
export function metadataFaults(header: string): FieldError[] {
  const names = new Set<string>();
  return header.split(',').flatMap((pair): FieldError[] => {
    const [name = '', value = ''] = pair.trim().split(' ', 2);
    const code = names.has(name) ? 'given-twice' : faultOf(value);
    names.add(name);
    return code ? [{ path: `/Upload-Metadata/${name}`, code, params: {} }] : [];
  });
}
