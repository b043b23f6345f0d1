import { HttpProblem } from '../problems.ts';

/** The bytes of a file in base 64. @throws HttpProblem where it is none, or empty */
export function bytesOfBase64(content: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0) throw new HttpProblem('file-empty');
  return new Uint8Array(bytes);
}
