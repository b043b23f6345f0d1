import type { NewSellerEntry } from '@marketsafe/contract';
import { useAnnounce } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keepOfSeller, takeBackOfSeller } from '../../api/seller-queries.ts';

/** Keeps something of a seller, and takes it back. */
export function useKeep(sellerId: string, onKept: () => void) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const refresh = () => client.invalidateQueries({ queryKey: ['sellers'] });
  const keep = useMutation({
    mutationFn: (entry: NewSellerEntry) => keepOfSeller(sellerId, entry),
    onSuccess: async () => {
      onKept();
      announce(m.sellers_kept_now());
      await refresh();
    },
  });
  const takeBack = useMutation({
    mutationFn: (entryId: string) => takeBackOfSeller(sellerId, entryId),
    onSuccess: async () => {
      announce(m.sellers_taken_back_now());
      await refresh();
    },
  });
  return { keep, takeBack };
}
