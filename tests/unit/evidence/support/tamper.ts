import { sha256Hex, utf8 } from '@marketsafe/evidence';
import { openZip } from '../../../../evidence/src/archive/open-zip.ts';
import { writeZip } from '../../../../evidence/src/archive/write-zip.ts';
import { checksumsOf } from '../../../../evidence/src/hash.ts';
import { manifestText } from '../../../../evidence/src/package/layout.ts';
import { AT, type Key } from './program.ts';

/** The files of a package below its root folder: what somebody who wants to cheat works on. */
export class Unpacked {
  root: string;
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;

  private constructor(root: string, files: Map<string, Uint8Array<ArrayBuffer>>) {
    this.root = root;
    this.files = files;
  }

  static async of(blob: Blob): Promise<Unpacked> {
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    let root = '';
    for (const [name, source] of await openZip(blob)) {
      root = name.slice(0, name.indexOf('/'));
      const bytes = new Uint8Array(await new Response(source.stream()).arrayBuffer());
      files.set(name.slice(root.length + 1), bytes);
    }
    return new Unpacked(root, files);
  }

  bytes(name: string): Uint8Array<ArrayBuffer> {
    const bytes = this.files.get(name);
    if (!bytes) throw new Error(`the package has no ${name}`);
    return bytes;
  }

  text(name: string): string {
    return new TextDecoder().decode(this.bytes(name));
  }

  /** The first name that matches. */
  name(pattern: RegExp, index = 0): string {
    const name = [...this.files.keys()].filter((one) => pattern.test(one))[index];
    if (name === undefined) throw new Error(`the package has no ${pattern}`);
    return name;
  }

  write(name: string, content: string | Uint8Array<ArrayBuffer>): void {
    this.files.set(name, typeof content === 'string' ? utf8(content) : content);
  }

  flip(name: string, at = 10): void {
    const bytes = Uint8Array.from(this.bytes(name));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    this.files.set(name, bytes);
  }

  rename(from: string, to: string): void {
    this.write(to, this.bytes(from));
    this.files.delete(from);
  }

  swap(one: string, other: string): void {
    const bytes = this.bytes(one);
    this.write(one, this.bytes(other));
    this.write(other, bytes);
  }

  /** Makes the payload's list anew, the size in bag-info.txt and, with a key, the packer's signature: what a forger would do. */
  async listPayload(packer?: Key): Promise<void> {
    const payload = [...this.files].filter(([name]) => name.startsWith('data/'));
    const bytes = payload.reduce((sum, [, { length }]) => sum + length, 0);
    this.write(
      'bag-info.txt',
      this.text('bag-info.txt').replace(/Payload-Oxum: .*/, `Payload-Oxum: ${bytes}.${payload.length}`),
    );
    this.write('manifest-sha256.txt', await listOf(payload));
    if (packer) await this.#sign('manifest-sha256.txt', 'signatures/package.der', packer);
  }

  /** Makes the list of tag files anew and, with a key, the packer's signature over it. */
  async listTags(packer?: Key): Promise<void> {
    const tags = [...this.files].filter(
      ([name]) => !name.startsWith('data/') && !/(?:^|\/)tagmanifest-sha256/.test(name),
    );
    this.write('tagmanifest-sha256.txt', await listOf(tags));
    if (packer) await this.#sign('tagmanifest-sha256.txt', 'signatures/tagmanifest-sha256.txt.der', packer);
  }

  async #sign(list: string, signature: string, packer: Key): Promise<void> {
    const signed = await packer.sign(this.bytes(list));
    this.write(
      signature,
      Uint8Array.from(atob(signed), (one) => one.charCodeAt(0)),
    );
  }

  /** @param prefix put before every name */
  async zip(prefix = `${this.root}/`): Promise<Blob> {
    const pieces: BlobPart[] = [];
    const zip = writeZip(
      new WritableStream({
        write(piece) {
          pieces.push(new Uint8Array(piece));
        },
      }),
      new Date(AT),
    );
    for (const [name, bytes] of this.files) {
      const source = new Blob([bytes]);
      await zip.add(prefix + name, source, await checksumsOf(source));
    }
    await zip.close();
    return new Blob(pieces);
  }
}

async function listOf(files: readonly [string, Uint8Array<ArrayBuffer>][]): Promise<string> {
  const listed: { name: string; sha256: string }[] = [];
  for (const [name, bytes] of files) listed.push({ name, sha256: await sha256Hex(bytes) });
  return manifestText(listed);
}
