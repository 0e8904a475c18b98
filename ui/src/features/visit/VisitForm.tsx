import { Button, DatePicker, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { useId, useRef, useState } from 'react';
import { useToday } from '../../app/data';
import { back, go, type ListPlace } from '../../app/route';
import { characters } from '../../drafts/characters';
import { fromPicker, toPicker } from '../../drafts/chinaTime';
import { GrowingText } from '../../drafts/GrowingText';
import { useAutosave } from '../../drafts/useAutosave';
import { useHost } from '../../host';
import type { Finding, VisitDraft, VisitDraftView } from '../../host/types';
import { id } from '../../testids';
import { asCommandError, DueText, ErrorSentence, PageHead, useKeys } from '../../ui';
import { clockSeconds, dueWords, errorWords, FINDING } from '../../words';
import { visitWords as words } from '../../words/visit';
import { NoPhotos } from './NoPhotos';
import { PhotoDrop, RefusedFiles } from './PhotoDrop';
import { PhotoRows } from './PhotoRows';
import { afterPhotos, placeOf, type Place } from './place';
import { useAlbum } from './useAlbum';
import { useWindowFiles } from './useWindowFiles';
import { VisitSide } from './VisitSide';

/** characters (DESIGN, Limits); Rust refuses the same */
const NOTE_LIMIT = 20_000;

const FINDINGS = (Object.keys(FINDING) as Finding[]).map((value) => ({
  value,
  label: <span data-testid={id.visitFinding(value)}>{FINDING[value]}</span>,
}));

interface Props {
  view: VisitDraftView;
  from: ListPlace;
}

export function VisitForm({ view, from }: Props) {
  const host = useHost();
  const today = useToday();
  const caseId = view.case.id;
  const here = { at: 'visit', case: caseId, from } as const;

  const [draft, setDraft] = useState<VisitDraft>(view.draft);
  const [place, setPlace] = useState<Place>(() => placeOf(view));
  const latest = useRef({ draft, place });
  const keeper = useAutosave<VisitDraft>(
    (newest) => host.call('save_visit_draft', { case: caseId, draft: newest }),
    view.saved_at,
  );
  const edit = (part: Partial<VisitDraft>) => {
    latest.current.draft = { ...latest.current.draft, ...part };
    setDraft(latest.current.draft);
    keeper.change(latest.current.draft);
  };
  const move = (next: Place) => {
    const { lat, lng } = latest.current.place;
    latest.current.place = next;
    setPlace(next);
    if (next.lat !== lat || next.lng !== lng) edit({ lat: next.lat, lng: next.lng });
  };

  const photos = useAlbum(caseId, view, (all, measured) => move(afterPhotos(latest.current.place, all, measured)));
  const { album, addFiles, addPaths } = photos;
  const dragging = useWindowFiles(addFiles, addPaths);

  const length = characters(draft.note);
  const tooLong = length > NOTE_LIMIT;
  const reading = album.reading.length;
  const empty = draft.note.trim() === '' && album.photos.length === 0;
  const reasons = [reading > 0 && words.waitForPhotos(reading), reading === 0 && empty && words.empty].filter(
    (reason) => reason !== false,
  );

  const [asking, setAsking] = useState(false);
  const [finishing, setFinishing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const finish = async () => {
    if (finishing || tooLong || reasons.length > 0) return;
    if (album.photos.length === 0 && !asking && !draft.no_photo_reason) {
      setAsking(true);
      return;
    }
    setFinishing(true);
    setError(null);
    await keeper.flush();
    try {
      await host.call('complete_visit', { case: caseId, draft: latest.current.draft });
      keeper.discard();
      go({ at: 'case', case: caseId, from }, 'replace');
    } catch (refused) {
      setError(refused);
      setFinishing(false);
    }
  };
  const later = () => {
    void keeper.flush();
    back(here);
  };
  useKeys({
    Escape: later,
    'Ctrl+Enter': () => void finish(),
    'Ctrl+NumpadEnter': () => void finish(),
    'Ctrl+KeyS': () => void keeper.flush(),
  });

  const fields = useId();
  const noteError = `${fields}-note-error`;
  const due = dueWords(view.case, today);
  return (
    <>
      <PageHead
        lined
        title={words.title}
        before={
          <button type="button" className="link back" onClick={later}>
            ‹ 工单
          </button>
        }
        note={
          <span className="visit-case">
            <span>{view.case.number}</span>
            <span className="visit-case-title prose" title={view.case.title}>
              {view.case.title}
            </span>
            <DueText due={due} />
          </span>
        }
      >
        {reasons.length > 0 && <span className="visit-reason">{reasons.join('；')}</span>}
        <Button size="large" onClick={later} data-testid={id.visitLater}>
          {words.later} <span className="button-key">Esc</span>
        </Button>
        <Button
          size="large"
          type="primary"
          data-testid={id.visitComplete}
          disabled={tooLong || reasons.length > 0 || finishing}
          onClick={() => void finish()}
        >
          {words.finish} <span className="button-key">Ctrl+Enter</span>
        </Button>
      </PageHead>

      <div className="visit" data-testid={id.visit} inert={finishing}>
        <div className="visit-main">
          {error !== null && <ErrorSentence error={error} />}
          <div className="visit-fields">
            <label className="visit-field visit-time" htmlFor={`${fields}-time`}>
              <span>{words.time}</span>
              <DatePicker
                id={`${fields}-time`}
                size="large"
                showTime={{ format: 'HH:mm' }}
                format="M月D日 HH:mm"
                allowClear={false}
                needConfirm={false}
                value={toPicker(draft.at)}
                onChange={(at: Dayjs | null) => at && edit({ at: fromPicker(at) })}
              />
            </label>
            <label className="visit-field visit-companions" htmlFor={`${fields}-companions`}>
              <span>{words.companions}</span>
              <input
                id={`${fields}-companions`}
                className="draft-field"
                data-testid={id.visitCompanions}
                value={draft.companions}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => edit({ companions: event.target.value })}
                onBlur={() => void keeper.flush()}
              />
            </label>
            <div className="visit-field">
              <span id={`${fields}-finding`}>{words.finding}</span>
              <Segmented<Finding>
                size="large"
                aria-labelledby={`${fields}-finding`}
                value={draft.finding ?? ('' as Finding)}
                options={FINDINGS}
                onChange={(finding) => edit({ finding })}
              />
            </div>
          </div>

          <div className="visit-label">
            <label htmlFor={`${fields}-note`}>{words.note}</label>
            <span>{words.characters(length)}</span>
          </div>
          <GrowingText
            id={`${fields}-note`}
            className="draft-field visit-note"
            data-testid={id.visitNote}
            data-autofocus
            value={draft.note}
            aria-invalid={tooLong}
            aria-describedby={tooLong ? noteError : undefined}
            onChange={(event) => edit({ note: event.target.value })}
            onBlur={() => void keeper.flush()}
          />
          {tooLong && (
            <ErrorSentence
              elementId={noteError}
              error={{ code: 'note.too_long', message: '', facts: { length, limit: NOTE_LIMIT } }}
            />
          )}

          <PhotoDrop
            count={album.photos.length + reading}
            dragging={dragging}
            onFiles={(files) => addFiles(files.map((file) => ({ file, name: file.name })))}
          />
          <RefusedFiles refused={album.refused} onAgain={photos.tryAgain} onDismiss={photos.dismiss} />
          {asking && album.photos.length === 0 && (
            <NoPhotos reason={draft.no_photo_reason ?? ''} onReason={(reason) => edit({ no_photo_reason: reason || null })} />
          )}
          <PhotoRows
            album={album}
            today={today}
            onRemove={photos.remove}
            onRestore={photos.restore}
            onCaption={photos.caption}
          />
        </div>

        <VisitSide
          view={view}
          place={place}
          onPlace={move}
          saved={{
            state: keeper.state,
            detail: (at) => words.savedDetail(clockSeconds(at), length, album.photos.length),
            failure: keeper.state.kind === 'failed' ? errorWords(asCommandError(keeper.state.error)) : null,
          }}
        />
      </div>
    </>
  );
}
