import type { Scope } from '../db/database.ts';
import { readTogether } from '../db/together.ts';
import { deviceKeysQuery } from './devices.ts';
import { publicKeysQuery } from './published-keys.ts';

/** Most keys that are remembered. */
const MOST = 20_000;

/** Public keys by the ids of devices and of the program's keys: SubjectPublicKeyInfo, DER, base64. */
interface Keys {
  deviceKeys: ReadonlyMap<string, string>;
  publicKeys: ReadonlyMap<string, string>;
}

/** Public keys that captures are checked with. */
export interface KnownKeys {
  /** The keys of these devices of the organisation, and the program's own among these, as far as there are any. */
  find(scope: Scope, organisationId: string, wanted: { devices: string[]; keys: string[] }): Promise<Keys>;
}

/**
 * Remembers, in the memory of this process, the keys that it has read: the database lets nobody change or delete one. What was not there is
 * asked for again.
 */
export function rememberKeys(): KnownKeys {
  const known = new Map<string, string>();
  const nameOf = (organisationId: string, deviceId: string) => `${organisationId}/${deviceId}`;

  function remember(name: string, key: string): void {
    if (known.size >= MOST) known.clear();
    known.set(name, key);
  }

  return {
    async find(scope, organisationId, { devices, keys }) {
      const found = { deviceKeys: new Map<string, string>(), publicKeys: new Map<string, string>() };
      const unknown = { devices: [] as string[], keys: [] as string[] };
      for (const id of devices) {
        const key = known.get(nameOf(organisationId, id));
        if (key === undefined) unknown.devices.push(id);
        else found.deviceKeys.set(id, key);
      }
      for (const id of keys) {
        const key = known.get(id);
        if (key === undefined) unknown.keys.push(id);
        else found.publicKeys.set(id, key);
      }
      if (unknown.devices.length + unknown.keys.length === 0) return found;
      const rows = await readTogether(scope, {
        devices: deviceKeysQuery(scope, organisationId, unknown.devices),
        keys: publicKeysQuery(scope, unknown.keys),
      });
      for (const { device_id: id, public_key: key } of rows.devices) {
        found.deviceKeys.set(id, key);
        remember(nameOf(organisationId, id), key);
      }
      for (const { key_id: id, public_key: key } of rows.keys) {
        found.publicKeys.set(id, key);
        remember(id, key);
      }
      return found;
    },
  };
}
