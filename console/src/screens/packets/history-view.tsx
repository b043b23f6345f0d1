import type { PacketDetail } from '@marketsafe/contract';
import { m, packetChannelName, packetStateName } from '@marketsafe/words';
import { TimeText } from '../../components/time-text.tsx';

/** What became of a packet, from the beginning on, and by whom. */
export function HistoryView({ history }: { history: PacketDetail['history'] }) {
  return (
    <ol className="history">
      {history.map(({ at, by, to, channel, text }) => (
        <li key={`${at} ${to} ${text}`}>
          <strong>{packetStateName(to)}</strong>
          {channel && (
            <span className="soft small">
              {' '}
              {m.packets_history_channel({ channel: packetChannelName(channel) })}
            </span>
          )}
          <br />
          <TimeText utc={at} withUtc />
          <br />
          <span className="soft small">{m.packets_history_by({ name: by.name })}</span>
          {text !== '' && (
            <p className="said" dir="auto">
              {text}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
