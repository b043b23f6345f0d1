import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** Bytes that are read at once. */
const PIECE = 256 * 1024;
/** A file up to this size is compared and sent from one reading, in bytes. */
const AT_ONCE = 2 * 1024 * 1024;

/**
 * A file's bytes as a stream, after all of them were compared with their hash: null where they do not have it. A larger file is read
 * twice; what is read the second time is compared, too, before its last piece goes out.
 * @throws where it cannot be opened or read
 */
export async function openWhole(path: string, sha256: string): Promise<Readable | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size <= AT_ONCE) {
      const bytes = await file.readFile();
      await file.close();
      return createHash('sha256').update(bytes).digest('hex') === sha256 ? Readable.from([bytes]) : null;
    }
    const digest = createHash('sha256');
    for await (const piece of piecesOf(file)) digest.update(piece);
    if (digest.digest('hex') === sha256) return Readable.from(compared(file, sha256));
    await file.close();
    return null;
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* compared(file: FileHandle, sha256: string): AsyncGenerator<Buffer> {
  try {
    const digest = createHash('sha256');
    let held: Buffer | undefined;
    for await (const piece of piecesOf(file)) {
      digest.update(piece);
      if (held) yield held;
      held = piece;
    }
    if (digest.digest('hex') !== sha256) throw new Error('a stored file changed while it was sent');
    if (held) yield held;
  } finally {
    await file.close();
  }
}
