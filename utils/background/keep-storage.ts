import { browser } from 'wxt/browser';

/** Chrome's way to close a storage area to content scripts; Firefox has none, and keeps nothing secret there either. */
interface ClosableArea {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/**
 * Closes `storage.local` to content scripts: a script that a page has taken over could otherwise write the backend's address.
 */
export async function keepStorageFromPages(): Promise<void> {
  await (browser.storage.local as ClosableArea).setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
