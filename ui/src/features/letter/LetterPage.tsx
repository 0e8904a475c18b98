import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { go, type ListPlace } from '../../app/route';
import { key } from '../../app/data';
import { draftsSettled } from '../../drafts/useAutosave';
import { useHost } from '../../host';
import type { CaseId, LetterId, LetterKind } from '../../host/types';
import { ErrorSentence, PageHead } from '../../ui';
import { LETTER_KIND } from '../../words';
import { LetterEditor } from './LetterEditor';
import { LetterReader } from './LetterReader';
import './letter.css';

export interface LetterPageProps {
  caseId: CaseId;
  kind: LetterKind;
  letterId: LetterId | undefined;
  from: ListPlace;
}

/** A letter: to be written, or to be read once it is out of the writer's hands. */
export function LetterPage({ caseId, kind, letterId, from }: LetterPageProps) {
  const host = useHost();
  const view = useQuery({
    queryKey: [...key.letter(letterId ?? `${caseId}/${kind}`), 'open'],
    queryFn: async () => {
      await draftsSettled();
      return letterId === undefined
        ? host.call('letter_draft', { case: caseId, kind })
        : host.call('open_letter', { case: caseId, letter: letterId });
    },
    gcTime: 0,
  });
  const { refetch, data } = view;
  const [revising, setRevising] = useState(false);

  // handed in, it is read; taken up again, another revision is written
  const submitted = data?.row.state === 'submitted';
  const writing = data !== undefined && data.editable && (!submitted || data.unsaved || revising);
  // a letter being written is newest here; one being read follows the centre
  const reading = data !== undefined && !writing;
  useEffect(() => {
    if (!reading) return;
    return host.on('changed', ({ cases }) => {
      if (cases.length === 0 || cases.includes(caseId)) void refetch();
    });
  }, [host, caseId, reading, refetch]);

  if (view.isError && data === undefined) {
    return (
      <>
        <PageHead title={LETTER_KIND[kind]} lined />
        <div className="letter-error">
          <ErrorSentence error={view.error} />
        </div>
      </>
    );
  }
  if (data === undefined) return <PageHead title={LETTER_KIND[kind]} lined />;
  // by its id from now on: its kind alone would begin another one
  const changed = () => {
    setRevising(false);
    if (letterId !== undefined) void refetch();
    else go({ at: 'letter', case: caseId, kind: data.row.kind, letter: data.row.id, from }, 'replace');
  };
  return writing ? (
    <LetterEditor key={data.row.id} view={data} from={from} onChanged={changed} />
  ) : (
    <LetterReader
      key={data.row.id}
      view={data}
      from={from}
      onChanged={changed}
      onRevise={data.editable ? () => setRevising(true) : undefined}
    />
  );
}
