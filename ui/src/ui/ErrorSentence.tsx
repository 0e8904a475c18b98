import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { isCommandError } from '../host/host';
import type { CommandError } from '../host/types';
import { id } from '../testids';
import { errorWords } from '../words';

/** Anything thrown, as a CommandError. */
export function asCommandError(error: unknown): CommandError {
  if (isCommandError(error)) return error;
  return { code: 'window.unexpected', message: error instanceof Error ? error.message : String(error), facts: {} };
}

interface ErrorSentenceProps {
  error: unknown;
  /** for `aria-describedby` of the field it speaks about */
  elementId?: string;
}

/** An icon, a sentence, and the code small below it with 复制. */
export function ErrorSentence({ error, elementId }: ErrorSentenceProps) {
  const [copied, setCopied] = useState(false);
  const { sentence, code } = errorWords(asCommandError(error));
  const copy = () => {
    void navigator.clipboard.writeText(code).then(() => setCopied(true));
  };
  return (
    <div className="error" role="alert" id={elementId} data-testid={id.error}>
      <CircleAlert className="icon" aria-hidden="true" />
      <div>
        <p className="error-words">{sentence}</p>
        <p className="error-foot">
          代码 <code data-testid={id.errorCode}>{code}</code>
          <button type="button" className="link" onClick={copy}>
            {copied ? '已复制' : '复制'}
          </button>
        </p>
      </div>
    </div>
  );
}
