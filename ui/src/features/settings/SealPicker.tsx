import { useMutation } from '@tanstack/react-query';
import { Button, InputNumber } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useHost } from '../../host';
import type { SealView } from '../../host/types';
import { id } from '../../testids';
import { ErrorSentence } from '../../ui';
import { sealWords as words } from '../../words/seal';

/** Across, in millimetres; a street office's seal has 42. */
const [LEAST, USUAL, MOST] = [30, 42, 50];
/** As the centre takes it (bytes). */
const LARGEST = 4 * 1024 * 1024;

interface Props {
  /** of the one on file */
  diameter: number | undefined;
  onDone: (now: SealView) => void;
  onCancel: () => void;
}

/** A file of this computer, looked at before it is sent. */
export function SealPicker({ diameter, onDone, onCancel }: Props) {
  const host = useHost();
  const [file, setFile] = useState<File | null>(null);
  const [across, setAcross] = useState(diameter ?? USUAL);
  const label = useId();
  const input = useRef<HTMLInputElement>(null);
  const put = useMutation<SealView, unknown, File>({
    mutationFn: async (chosen) => {
      if (chosen.size > LARGEST) {
        throw { code: 'seal.too_large', message: 'too large', facts: { size: chosen.size, limit: LARGEST } };
      }
      return host.putSeal(await chosen.arrayBuffer(), across);
    },
    onSuccess: onDone,
  });
  const choose = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    put.reset();
    setFile(chosen);
  };
  return (
    <div className="seal-form">
      <div className="seal-file">
        <Button onClick={() => input.current?.click()}>{words.file}</Button>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg"
          tabIndex={-1}
          aria-label={words.file}
          data-testid={id.sealFile}
          onChange={(event) => {
            choose(event.target.files?.[0]);
            // a file of the same name may be picked again after it was mended
            event.target.value = '';
          }}
        />
        {file !== null && <span>{file.name}</span>}
      </div>
      <p className="meta">{words.accepted}</p>
      <div>
        <label htmlFor={label}>{words.diameter}</label>{' '}
        <InputNumber
          id={label}
          min={LEAST}
          max={MOST}
          precision={0}
          suffix="毫米"
          value={across}
          onChange={(value) => setAcross(value ?? USUAL)}
        />
      </div>
      {file !== null && <Preview file={file} across={across} />}
      {put.isError && <ErrorSentence error={put.error} />}
      <div className="seal-acts">
        <Button
          type="primary"
          disabled={file === null || put.isPending}
          data-testid={id.sealPut}
          onClick={() => file !== null && put.mutate(file)}
        >
          {words.put}
        </Button>
        <button type="button" className="link" onClick={onCancel}>
          {words.cancel}
        </button>
        <span className="meta">{words.putEffect}</span>
      </div>
    </div>
  );
}

/** The chosen file on white, as large as it will be printed. */
function Preview({ file, across }: { file: File; across: number }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <figure className="seal-preview">
      {url !== null && (
        <img src={url} alt={words.preview} data-testid={id.sealPreview} style={{ width: `${across}mm`, height: `${across}mm` }} />
      )}
      <figcaption className="meta">{words.trueSize(across)}</figcaption>
    </figure>
  );
}
