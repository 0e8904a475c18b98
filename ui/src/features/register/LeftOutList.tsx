import type { LeftOut } from '../../host/types';
import { asCommandError } from '../../ui';
import { errorWords } from '../../words';
import { printWords as words } from '../../words/print';

/** What is not in the file, each with its reason. */
export function LeftOutList({ leftOut }: { leftOut: LeftOut[] }) {
  if (leftOut.length === 0) return null;
  return (
    <section aria-label={words.leftOut(leftOut.length)}>
      <b>{words.leftOut(leftOut.length)}</b>
      <ul className="left-out">
        {leftOut.map((one) => (
          <li key={one.letter}>
            {one.name}
            <p className="meta prose">{errorWords(asCommandError(one.reason)).sentence}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
