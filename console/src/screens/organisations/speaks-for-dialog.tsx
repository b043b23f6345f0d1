import { MARKETPLACE_IDS, type MarketplaceId, type OrganisationSummary } from '@marketsafe/contract';
import { Button, Check, Dialog, FieldGroup } from '@marketsafe/looks';
import { m, marketplaceName } from '@marketsafe/words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { put } from '../../api/client.ts';
import { ORGANISATIONS, organisationsQuery } from '../../api/people-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** Asks for which marketplaces a marketplace's own people speak. */
export function SpeaksForDialog(props: {
  organisation: OrganisationSummary;
  onDone: () => void;
  onClose: () => void;
}) {
  const { organisationId, name, marketplaces } = props.organisation;
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly MarketplaceId[]>(marketplaces);
  const save = useMutation({
    mutationFn: () => put(`${ORGANISATIONS}/${organisationId}/marketplaces`, { marketplaces: chosen }),
    onSuccess: () => queries.invalidateQueries(organisationsQuery),
  });
  function confirm(event: SubmitEvent) {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: props.onDone });
  }
  return (
    <Dialog title={m.packets_speaks_title({ name })} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm}>
        <p>{m.packets_speaks_help()}</p>
        <FieldGroup legend={m.packets_speaks_for()}>
          {MARKETPLACE_IDS.map((id) => (
            <Check
              key={id}
              checked={chosen.includes(id)}
              onCheck={(checked) =>
                setChosen(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            >
              {marketplaceName(id)}
            </Check>
          ))}
        </FieldGroup>
        {save.error && <FailureNotice error={save.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={save.isPending}>
            {m.packets_save()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
