import type { CaseView } from '../../host/types';
import { id } from '../../testids';
import { DueText, Section } from '../../ui';
import { clock, CLOCK, deadlineWords, fullDate } from '../../words';
import { deadlineCells } from './deadlineCells';

/** Lamp and words, the date in full, a cell a day, the rulebook's sentence, its basis. */
export function DeadlineBlock({ view, today }: { view: CaseView; today: string }) {
  const { deadline, citizen_deadline: citizen } = view;
  if (deadline === null) {
    return (
      <Section title="期限">
        <p className="quiet">这件工单还没有开始计时。</p>
      </Section>
    );
  }
  const { derivation } = deadline;
  return (
    <Section title="期限" aside={deadline.clock === 'answer' ? undefined : CLOCK[deadline.clock]}>
      <div className="deadline-line">
        <DueText due={deadlineWords(view.row, deadline, today)} />
        <strong data-testid={id.deadlineDue}>
          {derivation.estimated && <span className="estimate">预估 </span>}
          {fullDate(derivation.due)}
          {derivation.due_at !== null && ` ${clock(derivation.due_at)}`}
        </strong>
      </div>
      <ol className="deadline-cells" aria-label="逐日计算">
        {deadlineCells(derivation).map((cell) => (
          <li key={cell.key} className={`day day-${cell.kind} ${cell.due ? 'day-due' : ''}`} title={cell.spoken}>
            <span aria-hidden="true">{cell.top}</span>
            <span aria-hidden="true">{cell.bottom}</span>
            <span className="visually-hidden">{cell.spoken}</span>
          </li>
        ))}
      </ol>
      <p className="deadline-sentence" data-testid={id.deadlineSentence}>
        {derivation.sentence}
      </p>
      {citizen !== null && (
        <p className="deadline-sentence" data-testid={id.citizenDeadline}>
          {CLOCK[citizen.clock]}不因改派重新起算：{citizen.derivation.sentence}
        </p>
      )}
      <p className="meta">
        依据：{[derivation.basis, derivation.article].filter((part) => part !== '').join('，')}
      </p>
    </Section>
  );
}
