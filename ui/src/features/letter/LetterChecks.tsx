import { Check, Circle, CircleAlert, Lightbulb } from 'lucide-react';
import type { ElementSaid, KeptFinding, LetterFinding, LetterKind, LetterPlace } from '../../host/types';
import { id } from '../../testids';
import { Section } from '../../ui';
import { checkWords as words, ELEMENT, findingAdvice, findingTitle, lackingWords, placeWords } from '../../words/checks';

interface SaidProps {
  kind: LetterKind;
  elements: readonly ElementSaid[];
  /** shows it in the text; none where the letter is only read */
  onPlace?: (place: LetterPlace) => void;
}

/** 该说清的六件事, each with where it was found. */
export function SaidSection({ kind, elements, onPlace }: SaidProps) {
  if (elements.length === 0) return null;
  const found = elements.filter((said) => said.place !== null).length;
  return (
    <Section title={words.said(kind, elements.length)} aside={<span>{words.of(found, elements.length)}</span>}>
      <ul className="letter-checks">
        {elements.map((said) => (
          <SaidItem key={said.element} said={said} onPlace={onPlace} />
        ))}
      </ul>
    </Section>
  );
}

function SaidItem({ said, onPlace }: { said: ElementSaid; onPlace: SaidProps['onPlace'] }) {
  const { element, place, severity, text } = said;
  const name = ELEMENT[element];
  if (place === null) {
    const lacking = [severity === 'must_fix' && words.mustSay, lackingWords(said)].filter((one) => typeof one === 'string');
    return (
      <li data-testid={id.letterSaid(element)} data-said="false">
        <Circle className="icon letter-unsaid" aria-hidden />
        <div>
          <b>{words.missing(name)}</b>
          {lacking.length > 0 && <p className="meta">{lacking.join('；')}</p>}
        </div>
      </li>
    );
  }
  const where = `${placeWords(place)}　${text}`;
  return (
    <li data-testid={id.letterSaid(element)} data-said="true">
      <Check className="icon" aria-hidden />
      <div>
        <span>{name}</span>
        {onPlace === undefined || place.part !== 'body' ? (
          <p className="meta">{where}</p>
        ) : (
          <button type="button" className="link meta" onClick={() => onPlace(place)}>
            {where}
          </button>
        )}
      </div>
    </li>
  );
}

interface FoundProps {
  findings: readonly LetterFinding[];
  edit?: {
    kept: readonly KeptFinding[];
    onPlace: (place: LetterPlace) => void;
    onReplace: (finding: LetterFinding, text: string) => void;
    onKeep: (finding: LetterFinding) => void;
    onUnkeep: (kept: KeptFinding) => void;
  };
}

/** 检查发现, numbered as in the text. */
export function FoundSection({ findings, edit }: FoundProps) {
  return (
    <Section title={words.found} aside={findings.length > 0 && <span>{words.count(findings.length)}</span>}>
      {findings.length === 0 && <p className="quiet">{words.nothing}</p>}
      <ol className="letter-checks">
        {findings.map((finding, index) => (
          <FoundItem key={`${index} ${finding.code} ${finding.text}`} n={index + 1} finding={finding} edit={edit} />
        ))}
      </ol>
      {edit?.kept.map((kept) => (
        <p className="meta letter-kept" key={`${kept.code} ${kept.text}`}>
          <span>{words.kept(kept.text)}</span>
          <button type="button" className="link" onClick={() => edit.onUnkeep(kept)}>
            {words.unkeep}
          </button>
        </p>
      ))}
    </Section>
  );
}

function FoundItem({ n, finding, edit }: { n: number; finding: LetterFinding; edit: FoundProps['edit'] }) {
  const { code, severity, place, text, instead } = finding;
  const must = severity === 'must_fix';
  const Icon = must ? CircleAlert : Lightbulb;
  const title = `${must ? words.must : words.should}：${findingTitle(code, text)}`;
  const inBody = place.part === 'body';
  return (
    <li data-testid={id.letterFinding(n)} data-code={code} data-severity={severity}>
      <Icon className="icon" aria-hidden />
      <div>
        {edit === undefined || !inBody ? (
          <b>
            <span className="letter-number">{n}</span> {title}
          </b>
        ) : (
          <button type="button" className="letter-finding" onClick={() => edit.onPlace(place)}>
            <span className="letter-number">{n}</span> {title}
          </button>
        )}
        <p className="meta">
          {placeWords(place)}　{findingAdvice(code)}
        </p>
        {edit !== undefined && (
          <p className="letter-finding-acts">
            {instead !== null && inBody && (
              <button type="button" className="link" onClick={() => edit.onReplace(finding, instead)}>
                {instead === '__' ? words.nameBody : words.replace(instead)}
              </button>
            )}
            {!must && (
              <button type="button" className="link" onClick={() => edit.onKeep(finding)}>
                {words.keep}
              </button>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
