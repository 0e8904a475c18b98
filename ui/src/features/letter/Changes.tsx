import { Select } from 'antd';
import { useState } from 'react';
import { key, useAsk } from '../../app/data';
import type { ChangeRun, LetterRow, PartChange } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';
import { changeWords as words } from '../../words/print';
import { letterWords } from '../../words/letter';
import './changes.css';

interface Props {
  row: LetterRow;
  /** when what is typed was last saved: it is compared anew */
  savedAt?: number | null | undefined;
  /** any two revisions, not only the last ones */
  choose?: boolean;
}

/** 与上一稿相比: what was put in and what was struck out; nothing before there is something to compare. */
export function Changes({ row, savedAt = null, choose = false }: Props) {
  const [pair, setPair] = useState<{ from: number | null; to: number | null }>({ from: null, to: null });
  const changes = useAsk(
    [...key.letter(row.id), 'changes', row.revision, savedAt, pair.from, pair.to],
    'letter_changes',
    { case: row.case, letter: row.id, ...pair },
    { keep: true },
  );
  if (changes.isError) return <ErrorSentence error={changes.error} />;
  const found = changes.data;
  if (found === undefined || found.from === null) return null;
  const { from, to, parts } = found;
  const before = to === null ? row.revision : to - 1;
  const revisions = Array.from({ length: row.revision }, (_, n) => ({ value: n + 1, label: words.revision(n + 1) }));
  const chosen = to ?? row.revision;
  return (
    <Section
      title={from === before ? words.title : words.since(from)}
      testid={id.letterChanges}
      aside={
        choose && (
          <>
            <Select
              size="small"
              aria-label={words.from}
              value={from}
              options={revisions.filter(({ value }) => value < chosen)}
              onChange={(value) => setPair({ from: value, to: chosen })}
            />
            <Select
              size="small"
              aria-label={words.to}
              value={chosen}
              options={revisions.filter(({ value }) => value > 1)}
              onChange={(value) => setPair({ from: Math.min(from, value - 1), to: value })}
            />
          </>
        )
      }
    >
      {choose && found.remark !== null && <p className="meta">{words.remark(found.remark)}</p>}
      {parts.length === 0 ? (
        <p className="quiet">{from === before ? words.same : words.sameAs(from)}</p>
      ) : (
        <ul className="changes">
          {parts.map((part) => (
            <PartRow key={`${part.part}-${part.before?.number ?? 0}-${part.after?.number ?? 0}`} part={part} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function PartRow({ part: { part, change, before, after, runs } }: { part: PartChange }) {
  const where = after ?? before;
  const relevelled = before !== null && after !== null && before.level !== after.level;
  return (
    <li>
      <span className="meta">
        {[
          words.part(part, where?.number ?? 1),
          words.change(change),
          relevelled && words.level(letterWords.levels[before.level] ?? '', letterWords.levels[after.level] ?? ''),
        ]
          .filter(Boolean)
          .join('　')}
      </span>
      <p className="prose">
        {runs.map((run, index) => (
          <RunText key={index} run={run} />
        ))}
      </p>
    </li>
  );
}

/** characters of what stayed that are shown beside a change */
const AROUND = 24;

function RunText({ run: { kind, text } }: { run: ChangeRun }) {
  if (kind === 'added') return <ins>{text}</ins>;
  if (kind === 'removed') return <del>{text}</del>;
  const letters = [...text];
  if (letters.length <= 2 * AROUND + 2) return <>{text}</>;
  return <>{`${letters.slice(0, AROUND).join('')}……${letters.slice(-AROUND).join('')}`}</>;
}
