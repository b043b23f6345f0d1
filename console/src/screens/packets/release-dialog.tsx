import { PACKET_CHANNELS, type PacketChannel, type PacketDetail } from '@marketsafe/contract';
import { Button, Check, Dialog, FieldGroup, Notice } from '@marketsafe/looks';
import {
  formatSeries,
  m,
  marketplaceName,
  packetChannelName,
  packetWarningSentence,
} from '@marketsafe/words';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import type { Seen } from './packet-screen.tsx';
import { runsOf } from './runs.ts';

const CHANNEL_HELP: Readonly<Record<PacketChannel, () => string>> = {
  desk: m.packets_release_desk_help,
  form: m.packets_release_form_help,
  mail: m.packets_release_mail_help,
};

/** Asks how a packet reaches the marketplace, and says once more what is to be known and what was not looked at. */
export function ReleaseDialog(props: {
  detail: PacketDetail;
  seen: Seen;
  busy: boolean;
  error: Error | null;
  onRelease: (channel: PacketChannel) => void;
  onClose: () => void;
}) {
  const { packet, disclosed, warnings } = props.detail;
  const [channel, setChannel] = useState<PacketChannel>('desk');
  const all = disclosed.links.length;
  const unseen = disclosed.links.flatMap((_, position) =>
    props.seen.links.has(position) ? [] : [position + 1],
  );
  function confirm(event: SubmitEvent) {
    event.preventDefault();
    props.onRelease(channel);
  }
  return (
    <Dialog title={m.packets_release_title({ number: packet.number })} onClose={props.onClose}>
      <form className="stack" onSubmit={confirm}>
        <p>
          {m.packets_release_about({
            count: all,
            marketplace: marketplaceName(packet.group.marketplace),
          })}
        </p>
        {unseen.length > 0 ? (
          <Notice tone="warn">
            {m.packets_release_not_seen({ count: unseen.length, all, list: formatSeries(runsOf(unseen)) })}
          </Notice>
        ) : (
          <p className="soft">{m.packets_release_all_seen()}</p>
        )}
        {!props.seen.bytes && <p className="soft">{m.packets_release_no_bytes()}</p>}
        {warnings.length > 0 && (
          <ul className="bullets">
            {warnings.map(({ code }) => (
              <li key={code}>{packetWarningSentence(code)}</li>
            ))}
          </ul>
        )}
        <FieldGroup legend={m.packets_release_channel()}>
          {PACKET_CHANNELS.map((each) => (
            <Check
              key={each}
              type="radio"
              name="channel"
              checked={each === channel}
              onCheck={() => setChannel(each)}
              help={CHANNEL_HELP[each]()}
            >
              {packetChannelName(each)}
            </Check>
          ))}
        </FieldGroup>
        {props.error && <FailureNotice error={props.error} />}
        <div className="actions">
          <Button type="submit" kind="main" busy={props.busy}>
            {m.packets_release_now()}
          </Button>
          <Button onClick={props.onClose}>{m.console_cancel()}</Button>
        </div>
      </form>
    </Dialog>
  );
}
