import { TODAY, toHash } from '../../app/route';
import { useToday } from '../../app/data';
import type { SealUseView } from '../../host/types';
import { id } from '../../testids';
import { listMoment } from '../../words';
import { sealUseWords, sealWords as words } from '../../words/seal';

/** What was done with the seal, newest first; a letter's line leads to its case. */
export function SealLog({ uses }: { uses: SealUseView[] }) {
  const today = useToday();
  if (uses.length === 0) return null;
  return (
    <>
      <h3 className="seal-log-title">{words.uses}</h3>
      <ul className="seal-log" data-testid={id.sealLog}>
        {uses.map((one) => (
          <li key={`${one.at} ${one.act} ${one.document_number ?? ''}`}>
            <span className="num">{listMoment(one.at, today)}</span>
            <span>{one.by ?? words.centre}</span>
            {one.case === null ? (
              <span>{sealUseWords(one)}</span>
            ) : (
              <a className="link" href={toHash({ at: 'case', case: one.case, from: TODAY })}>{sealUseWords(one)}</a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
