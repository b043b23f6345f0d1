import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes, as they are and after gzip, of all files below a folder. */
export function sizeOf(folder: string): { bytes: number; gzip: number } {
  let bytes = 0;
  let gzip = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (!statSync(file).isFile()) continue;
    const content = readFileSync(file);
    bytes += content.length;
    gzip += gzipSync(content).length;
  }
  return { bytes, gzip };
}

/** Bytes of what the built extension runs on every page of a marketplace, of the one that gets most. */
export function alwaysOnSize(extensionDir: string): number {
  const manifest: unknown = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  const { content_scripts: scripts = [] } = manifest as {
    content_scripts?: { js?: string[]; css?: string[] }[];
  };
  const sizes = scripts.map(({ js = [], css = [] }) =>
    [...js, ...css].reduce((sum, file) => sum + statSync(join(extensionDir, file)).size, 0),
  );
  return Math.max(0, ...sizes);
}
