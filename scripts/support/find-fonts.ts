import { spawnSync } from 'node:child_process';
import { canInstall, install } from './apt.ts';

/** A font that has Chinese, as a package of Debian's: 8 MB, where others have ten times as much. */
const PACKAGE = 'fonts-wqy-zenhei';

/** Whether a font for Chinese is here. Systems without fontconfig bring theirs. */
function hasChinese(): boolean {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== '';
}

/**
 * Makes sure that a browser can draw Chinese: without a font for it, every character is an empty box on screens and in pictures. On Debian or
 * Ubuntu as root it installs one; elsewhere it says what is missing, and nothing stops for it.
 */
export async function ensureChineseFont(): Promise<void> {
  if (hasChinese()) return;
  if (canInstall()) {
    console.error(`A font for Chinese is missing: running apt-get update and apt-get install ${PACKAGE} …`);
    if (await install([PACKAGE])) return;
  }
  console.error(
    `No font for Chinese is installed: where pages are in Chinese, browsers draw boxes. Install one, for example ${PACKAGE} or fonts-noto-cjk.`,
  );
}
