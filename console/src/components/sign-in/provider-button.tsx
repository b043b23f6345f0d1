import { Button } from '@marketsafe/looks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { leaveForProvider, signInWaysQuery } from '../../api/sign-in-ways.ts';
import { FailureNotice } from '../failure-notice.tsx';

/** Leads to the organisation's own provider of sign-in, where one is set up. */
export function ProviderButton(props: {
  /** What it says, with the provider's name. */
  say: (provider: { name: string }) => string;
  path: Parameters<typeof leaveForProvider>[0];
  /** What it is for; null where something is still to be filled in, which is then said. */
  order: () => object | null;
  wide?: boolean;
}) {
  const provider = useQuery(signInWaysQuery).data?.provider;
  const leave = useMutation({ mutationFn: (order: object) => leaveForProvider(props.path, order) });
  if (!provider) return null;
  return (
    <>
      {leave.error && <FailureNotice error={leave.error} />}
      <Button
        wide={props.wide ?? false}
        // It stays so: the page is left.
        busy={leave.isPending || leave.isSuccess}
        onClick={() => {
          const order = props.order();
          if (order) leave.mutate(order);
        }}
      >
        {props.say(provider)}
      </Button>
    </>
  );
}
