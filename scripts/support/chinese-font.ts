import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Says so when this machine has no font for Chinese: pages then show boxes, and so do pictures of them. Null where there is one, and where
 * that cannot be told.
 */
export async function missingChineseFont(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const { stdout } = await promisify(execFile)('fc-list', [':lang=zh'], { timeout: 10_000 });
    return stdout.trim() === ''
      ? 'This machine has no Chinese font: Chinese text shows as boxes in the browser and in pictures. Debian and Ubuntu have one in the package fonts-noto-cjk.'
      : null;
  } catch {
    return null;
  }
}
