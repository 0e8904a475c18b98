import { useId } from 'react';
import { id } from '../../testids';
import { visitWords as words } from '../../words/visit';

interface Props {
  reason: string;
  onReason: (reason: string) => void;
}

/** Asked once, when a visit without photos is to be completed; it may stay empty. */
export function NoPhotos({ reason, onReason }: Props) {
  const field = useId();
  return (
    <div className="visit-no-photos" role="group">
      <p role="status">{words.askNoPhoto}</p>
      <label htmlFor={field}>{words.noPhotoReason}</label>
      <input
        id={field}
        className="draft-field"
        data-testid={id.visitNoPhotoReason}
        value={reason}
        maxLength={200}
        autoFocus
        autoComplete="off"
        onChange={(event) => onReason(event.target.value)}
      />
    </div>
  );
}
