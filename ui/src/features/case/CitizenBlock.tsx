import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { openAct } from '../../app/acts';
import { useTell } from '../../app/data';
import type { CaseView, CitizenView } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';

/** Masked until 显示; forgotten when another case is opened. */
export function CitizenBlock({ view }: { view: CaseView }) {
  const show = useTell('show_citizen');
  const [citizen, setCitizen] = useState<CitizenView | null>(null);
  const caseId = view.row.id;
  useEffect(() => setCitizen(null), [caseId]);
  const allowed = view.allowed.includes('show_citizen');
  const mayCorrect = view.allowed.includes('correct_postal_address');
  const reveal = () => show.mutate({ case: caseId }, { onSuccess: setCitizen });
  const correct = () => {
    // what is shown would be the former one afterwards
    setCitizen(null);
    openAct(caseId, 'correct_postal_address');
  };
  return (
    <Section
      title="市民"
      aside={
        citizen !== null ? (
          <button type="button" className="link" onClick={() => setCitizen(null)}>
            收起
          </button>
        ) : allowed ? (
          <button type="button" className="link" onClick={reveal} data-testid={id.citizenShow}>
            <Eye className="icon" aria-hidden="true" />
            显示
          </button>
        ) : undefined
      }
    >
      <p data-testid={id.citizen}>
        {citizen?.name ?? view.citizen_name}　{citizen?.phone ?? view.citizen_phone}
      </p>
      <p className="citizen-postal" data-testid={id.citizenPostal}>
        <span>{postalWords(view, citizen)}</span>
        {mayCorrect && (
          <button type="button" className="link" onClick={correct}>
            {view.citizen_postal ? '更正地址' : '登记地址'}
          </button>
        )}
      </p>
      {show.isError ? (
        <ErrorSentence error={show.error} />
      ) : (
        <p className="meta">
          {citizen !== null
            ? '这次查看已记入日志。'
            : allowed
              ? '点“显示”可看全名、电话和通信地址，每次查看都会记入日志。'
              : '这件工单现在不能查看全名和电话。'}
        </p>
      )}
    </Section>
  );
}

/** Whether there is one, and which only after 显示. */
function postalWords(view: CaseView, citizen: CitizenView | null): string {
  if (citizen?.postal_address) return [citizen.postal_address, citizen.postcode].filter(Boolean).join('　');
  return view.citizen_postal ? '通信地址已登记' : '没有通信地址';
}
