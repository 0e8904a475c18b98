import { Clock, CloudOff, MapPin } from 'lucide-react';
import { useState } from 'react';
import { useSyncStatus } from '../../app/data';
import type { SaveState } from '../../drafts/autosave';
import { SavedBox } from '../../drafts/SavedBox';
import type { VisitDraftView } from '../../host/types';
import { id } from '../../testids';
import { Section } from '../../ui';
import { CHANNEL, clock, type ErrorWords } from '../../words';
import { skewWords, visitWords as words } from '../../words/visit';
import { NOWHERE, readPlace, type Place } from './place';

interface Props {
  view: VisitDraftView;
  place: Place;
  onPlace: (place: Place) => void;
  saved: { state: SaveState; detail: (at: number) => string; failure: ErrorWords | null };
}

/** Beside the form: is it saved, where was it, what was it about, is there a network. */
export function VisitSide({ view, place, onPlace, saved }: Props) {
  const sync = useSyncStatus();
  const skew = skewWords(view);
  return (
    <div className="visit-side">
      <Saved {...saved} />
      <Position place={place} onPlace={onPlace} />
      {skew !== null && (
        <Section title={words.clock}>
          <p className="visit-note-line">
            <Clock size={14} strokeWidth={1.7} aria-hidden />
            <span>{skew}</span>
          </p>
        </Section>
      )}
      <Section title={words.complaint}>
        <p className="visit-complaint prose">{view.body}</p>
        <p className="meta">
          {[view.citizen_name, view.citizen_phone, CHANNEL[view.case.channel]].filter(Boolean).join('　')}
        </p>
      </Section>
      {sync.state === 'offline' && (
        <Section title={words.offline}>
          <p className="visit-note-line">
            <CloudOff size={14} strokeWidth={1.7} aria-hidden />
            <span>{words.offlineSince(sync.offline_since === null ? null : clock(sync.offline_since))}</span>
          </p>
        </Section>
      )}
    </div>
  );
}

function Saved({ state, detail, failure }: Props['saved']) {
  if (state.kind === 'failed') {
    return (
      <SavedBox kind="failed" headline={words.failed} testId={id.visitSaved}>
        <p>{failure?.sentence}</p>
        <p className="meta">{failure?.code}</p>
      </SavedBox>
    );
  }
  if (state.savedAt === null) {
    return <SavedBox kind="saving" headline={state.kind === 'saving' ? words.saving : words.notYet} testId={id.visitSaved} />;
  }
  return (
    <SavedBox kind={state.kind} headline={state.kind === 'saving' ? words.saving : words.saved} testId={id.visitSaved}>
      <p>{detail(state.savedAt)}</p>
      <p>{words.savedSafe}</p>
    </SavedBox>
  );
}

function Position({ place, onPlace }: Pick<Props, 'place' | 'onPlace'>) {
  const [editing, setEditing] = useState(false);
  const { lat, lng, from, distance } = place;
  return (
    <Section
      title={words.position}
      aside={
        !editing && (
          <button type="button" className="link" onClick={() => setEditing(true)} aria-label={`${words.change}${words.position}`}>
            {words.change}
          </button>
        )
      }
    >
      {editing ? (
        <PositionFields
          place={place}
          onDone={(next) => {
            setEditing(false);
            if (next) onPlace(next);
          }}
        />
      ) : lat === null || lng === null ? (
        <p className="meta">{words.noPosition}</p>
      ) : (
        <div className="visit-position">
          <MapPin size={14} strokeWidth={1.7} aria-hidden />
          <div>
            <p>
              {lat.toFixed(5)}, {lng.toFixed(5)}
            </p>
            <p className="meta">{from === null ? words.byHand : words.positionFrom(from, distance)}</p>
          </div>
        </div>
      )}
    </Section>
  );
}

function PositionFields({ place, onDone }: { place: Place; onDone: (place: Place | null) => void }) {
  const [lat, setLat] = useState(place.lat?.toString() ?? '');
  const [lng, setLng] = useState(place.lng?.toString() ?? '');
  const cleared = lat.trim() === '' && lng.trim() === '';
  const read = readPlace(lat, lng);
  const done = () => {
    if (cleared) onDone(NOWHERE);
    else if (read && read.lat === place.lat && read.lng === place.lng) onDone(null);
    else if (read) onDone({ ...read, from: null, distance: null });
  };
  return (
    <form
      className="visit-position-fields"
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      <label>
        <span>{words.latitude}</span>
        <input className="draft-field" value={lat} inputMode="decimal" autoFocus onChange={(event) => setLat(event.target.value)} />
      </label>
      <label>
        <span>{words.longitude}</span>
        <input className="draft-field" value={lng} inputMode="decimal" onChange={(event) => setLng(event.target.value)} />
      </label>
      <button type="submit" className="link" disabled={!cleared && !read}>
        {words.done}
      </button>
      {!cleared && !read && <p className="meta">{words.badPosition}</p>}
    </form>
  );
}
