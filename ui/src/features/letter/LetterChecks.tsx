import { Check, Circle, CircleAlert, Lightbulb } from 'lucide-react';
import type { ElementSaid, KeptFinding, LetterChecks, LetterFinding, LetterKind, LetterPlace, PartStand } from '../../host/types';
import { id } from '../../testids';
import { Section } from '../../ui';
import { checkWords as words, ELEMENT, findingAdvice, findingTitle, lackingWords, placeWords } from '../../words/checks';

interface SaidProps {
  kind: LetterKind;
  checks: LetterChecks;
  /** shows it in the text; none where the letter is only read */
  onPlace?: (place: LetterPlace) => void;
}

/** 该说清的六件事, each with where it was found, under the parts of the letter. */
export function SaidSection({ kind, checks: { elements, parts, basis }, onPlace }: SaidProps) {
  if (elements.length === 0 && parts.length === 0) return null;
  const found = elements.filter((said) => said.place !== null).length;
  const beside = elements.filter((said) => !parts.some((part) => part.elements.includes(said.element)));
  return (
    <Section title={words.said(kind, elements.length)} aside={<span>{words.of(found, elements.length)}</span>}>
      {basis !== null && <p className="meta letter-basis">{words.basis(basis)}</p>}
      <ul className="letter-checks">
        {parts.map((part, index) => (
          <PartItem key={`${part.heading ?? ''} ${part.says}`} n={index + 1} part={part} elements={elements} onPlace={onPlace} />
        ))}
        {beside.map((said) => (
          <SaidItem key={said.element} said={said} onPlace={onPlace} />
        ))}
      </ul>
    </Section>
  );
}

interface PartProps {
  n: number;
  part: PartStand;
  elements: readonly ElementSaid[];
  onPlace: SaidProps['onPlace'];
}

/** A part of the template: written, begun or missing; what it has to say below it. */
function PartItem({ n, part: { heading, says, elements: own, done, place }, elements, onPlace }: PartProps) {
  const name = heading ?? says;
  const stand = done ? name : place === null ? words.unwritten(name) : words.unfinished(name);
  const held = elements.filter((said) => own.includes(said.element));
  const Icon = done ? Check : Circle;
  return (
    <li className="letter-part" data-testid={id.letterPart(n)} data-done={done}>
      <div className="letter-part-head">
        <Icon className={done ? 'icon' : 'icon letter-unsaid'} aria-hidden />
        {onPlace === undefined || place === null ? (
          <b>{stand}</b>
        ) : (
          <button type="button" className="letter-finding" onClick={() => onPlace(place)}>
            {stand}
          </button>
        )}
      </div>
      {held.length > 0 && (
        <ul>
          {held.map((said) => (
            <SaidItem key={said.element} said={said} onPlace={onPlace} />
          ))}
        </ul>
      )}
    </li>
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

/** Is it one of those that its writer kept? What must be fixed cannot be kept. */
export const isKept = (kept: readonly KeptFinding[], { severity, code, text }: LetterFinding): boolean =>
  severity === 'should_fix' && kept.some((one) => one.code === code && one.text === text);

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

/** 本处保留: what the writer was advised to change and did not, for the head to weigh. */
export function KeptSection({ kept, by }: { kept: readonly KeptFinding[]; by: string }) {
  if (kept.length === 0) return null;
  return (
    <Section title={words.keptTitle} testid={id.letterKept} aside={<span>{words.keptBy(by)}</span>}>
      <ul className="letter-checks">
        {kept.map(({ code, text }) => (
          <li key={`${code} ${text}`}>
            <Lightbulb className="icon" aria-hidden />
            <div>
              <b>{findingTitle(code, text)}</b>
              <p className="meta">{words.keptWords(text, findingAdvice(code))}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FoundItem({ n, finding, edit }: { n: number; finding: LetterFinding; edit: FoundProps['edit'] }) {
  const { code, severity, place, text, instead } = finding;
  const must = severity === 'must_fix';
  const Icon = must ? CircleAlert : Lightbulb;
  const title = `${must ? words.must : words.should}：${findingTitle(code, text)}`;
  const inBody = place.part === 'body';
  const inSheet = inBody || place.part === 'title' || place.part === 'addressee';
  return (
    <li data-testid={id.letterFinding(n)} data-code={code} data-severity={severity}>
      <Icon className="icon" aria-hidden />
      <div>
        {edit === undefined || !inSheet ? (
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
                {words.replace(instead)}
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
