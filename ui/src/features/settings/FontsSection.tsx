import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { key, useAsk, useTell } from '../../app/data';
import { id } from '../../testids';
import { ErrorSentence, Section } from '../../ui';
import { differs, fontWords } from '../../words/fonts';
import type { FontRole } from '../../host/types';

/** Which face serves which part of a letter, and where an office adds its own. */
export function FontsSection() {
  const client = useQueryClient();
  const fonts = useAsk(key.fonts, 'letter_fonts', {}, { always: true });
  const again = useTell('find_letter_fonts');
  const open = useTell('open_font_folder');
  const problem = fonts.error ?? again.error ?? open.error;
  const lookAgain = () =>
    again.mutate(
      {},
      {
        onSuccess: (found) => {
          client.setQueryData(key.fonts, found);
          void client.invalidateQueries({ queryKey: ['letter'] });
        },
      },
    );
  return (
    <Section title={fontWords.title} testid={id.fonts}>
      {fonts.data !== undefined && (
        <>
          <FacesTable roles={fonts.data.roles} />
          {differs(fonts.data.roles) && <p className="fonts-differ">{fontWords.differs}</p>}
          <p className="meta">{fontWords.order}</p>
          {fonts.data.roles.some((role) => role.source === 'named') ? (
            <p className="meta">{fontWords.named}</p>
          ) : (
            <p className="meta">
              {fontWords.folder(fonts.data.folder)}
              <br />
              {fontWords.add}
            </p>
          )}
        </>
      )}
      <p>
        <Button onClick={() => open.mutate({})}>{fontWords.open}</Button>{' '}
        <Button loading={again.isPending} onClick={lookAgain}>
          {fontWords.again}
        </Button>
      </p>
      {problem !== null && <ErrorSentence error={problem} />}
    </Section>
  );
}

function FacesTable({ roles }: { roles: FontRole[] }) {
  return (
    <table className="fonts">
      <thead>
        <tr>
          <th scope="col">{fontWords.part}</th>
          <th scope="col">{fontWords.face}</th>
          <th scope="col">{fontWords.source}</th>
          <th scope="col">{fontWords.han}</th>
          <th scope="col">{fontWords.centre}</th>
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <tr key={role.role}>
            <th scope="row">{fontWords.role(role.role)}</th>
            <td title={role.file}>{role.family}</td>
            <td>{fontWords.sourceOf(role.source)}</td>
            <td>{fontWords.count(role.han)}</td>
            <td className={role.agreement === 'other' ? 'fonts-differ' : undefined}>{fontWords.agreement(role.agreement)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
