import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { m } from '@marketsafe/words';

/**
 * Says so when this machine has no font for Chinese: pages then show boxes, and so do pictures of them. Null where there is one, and where
 * that cannot be told.
 */
export async function missingChineseFont(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const { stdout } = await promisify(execFile)('fc-list', [':lang=zh'], { timeout: 10_000 });
    return stdout.trim() === '' ? m.start_no_chinese_font() : null;
  } catch {
    return null;
  }
}
