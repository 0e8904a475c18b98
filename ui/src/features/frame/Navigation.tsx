import { Fragment } from 'react';
import { CircleHelp, Settings as SettingsIcon } from 'lucide-react';
import { useOverview, useStatus } from '../../app/data';
import { go, toHash, useRoute } from '../../app/route';
import { float } from '../../app/stage';
import type { Overview } from '../../host/types';
import { id } from '../../testids';
import { Lamp, Logo } from '../../ui';
import { ROLE } from '../../words';
import { SyncStatusButton } from '../sync/SyncStatusButton';
import { isHere, placesOf, type Place } from './places';

/** 184 px, or a rail of 68 px below 1366. */
export function Navigation() {
  const { person } = useStatus();
  const overview = useOverview();
  return (
    <nav className="nav" aria-label="主导航" data-pane>
      <div className="nav-brand">
        <Logo size={22} />
        <div className="nav-brand-words">
          <strong>连心桥</strong>
          <span>{person?.office_name}</span>
        </div>
      </div>
      <div className="nav-places">
        {placesOf(person?.role ?? 'handler').map((group) => (
          <Fragment key={group.label}>
            {group.label !== '' && <div className="nav-group">{group.label}</div>}
            {group.places.map((place) => (
              <PlaceLink key={place.name} place={place} overview={overview} />
            ))}
          </Fragment>
        ))}
      </div>
      <div className="nav-foot">
        <SyncStatusButton />
        <div className="nav-person">
          <span className="nav-person-words">
            <b>{person?.name}</b> {person === null ? '' : ROLE[person.role]}
          </span>
          <button type="button" className="icon-button" aria-label="设置" data-testid={id.nav('settings')} onClick={() => go({ at: 'settings' })}>
            <SettingsIcon className="icon" aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" aria-label="帮助：全部快捷键" data-testid={id.nav('help')} onClick={() => float('keys')}>
            <CircleHelp className="icon" aria-hidden="true" />
          </button>
        </div>
      </div>
    </nav>
  );
}

function PlaceLink({ place, overview }: { place: Place; overview: Overview | undefined }) {
  const here = isHere(place, useRoute());
  const count = place.count === undefined ? 0 : (overview?.[place.count] ?? 0);
  const Icon = place.icon;
  return (
    <a
      className={`nav-place ${here ? 'nav-here' : ''}`}
      href={toHash(place.route)}
      aria-current={here ? 'page' : undefined}
      data-testid={id.nav(place.name)}
    >
      <Icon className="icon" aria-hidden="true" />
      <span className="nav-label">{place.label}</span>
      {place.lamp !== undefined && count > 0 && <Lamp lamp={place.lamp} size={11} />}
      {count > 0 && (
        <span className={`nav-count ${count > 99 ? 'nav-count-long' : ''}`} data-testid={id.navCount(place.name)}>
          {count}
        </span>
      )}
    </a>
  );
}
