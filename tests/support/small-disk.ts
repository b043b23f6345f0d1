import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder, removeFolder } from '../../scripts/support/temporary-folder.ts';

/** What one write puts into the file that fills the disk. */
const PIECE = 64 * 1024;

/** A real file system of its own, small enough to be filled to its last block. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Mounts one of so many megabytes in memory; null, and a line that says so, where this machine does not let anybody mount. */
  static async mount(megabytes: number): Promise<SmallDisk | null> {
    const folder = await makeTemporaryFolder('small-disk');
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
      return new SmallDisk(folder);
    } catch (error) {
      await removeFolder(folder);
      process.stdout.write(
        `A full disk is not tried: this machine mounts none (${String(error).split('\n')[0]}).\n`,
      );
      return null;
    }
  }

  /** Writes until nothing more fits. */
  async fill(): Promise<void> {
    const file = await open(join(this.folder, 'filling'), 'a');
    try {
      for (let size = PIECE; size >= 512; size /= 2) {
        const piece = Buffer.alloc(size);
        while ((await file.write(piece).catch(() => ({ bytesWritten: 0 }))).bytesWritten === size);
      }
    } finally {
      await file.close();
    }
  }

  /** Gives the room back. */
  free(): void {
    rmSync(join(this.folder, 'filling'), { force: true });
  }

  /** Ends it with all that is on it. */
  async unmount(): Promise<void> {
    execFileSync('umount', ['-l', this.folder]);
    await removeFolder(this.folder);
  }
}
