import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { MockHost } from '../../host/mock';
import { photo } from '../../host/mock/pictures';
import type { LetterContent } from '../../host/types';
import { asked, stand } from '../../test/stand';
import { id } from '../../testids';
import { addPhoto, markPhotos, movePhoto, removePhoto } from './annex';
import { LetterPage } from './LetterPage';
import { fromContent, toContent } from './sheet';

const DOG = 'case-20261112-0187';
const empty = (attachments: string[] = []) => fromContent({ title: '关于某事的答复函', body: [{ level: 0, text: '您好！' }], attachments });

describe('photos behind a letter', () => {
  it('stand in the list of attachments from the first on, and leave it with the last', () => {
    const one = addPhoto(empty(), photo(0), '白鹤新村');
    expect(toContent(one).attachments).toEqual(['现场照片']);
    expect(addPhoto(one, photo(0), '').annex).toHaveLength(1);
    const named = addPhoto(empty(['现场核查照片', '调解协议书']), photo(0), '');
    expect(toContent(named).attachments).toEqual(['现场核查照片', '调解协议书']);
    expect(toContent(removePhoto(one, photo(0).sha256))).toEqual(toContent(empty()));
  });

  it('keep what is said of them when they change places', () => {
    const two = addPhoto(addPhoto(empty(), photo(0, { caption: '狗窝' }), '甲'), photo(1), '乙');
    const turned = movePhoto(two, photo(1).sha256, -1);
    expect(turned.annex?.map(({ caption, place }) => [caption, place])).toEqual([
      [null, '乙'],
      ['狗窝', '甲'],
    ]);
    expect(movePhoto(turned, photo(1).sha256, -1)).toBe(turned);
  });

  it('carry a watermark all or none, also those picked later', () => {
    const marked = addPhoto(markPhotos(addPhoto(empty(), photo(0), ''), true), photo(1), '');
    expect(marked.annex?.map(({ watermark }) => watermark)).toEqual([true, true]);
    expect(markPhotos(marked, false).annex?.some((one) => 'watermark' in one)).toBe(false);
  });
});

describe('照片附件 in the editor', () => {
  const last = (host: MockHost, command: 'save_letter_draft' | 'preview_letter') => asked<{ content: LetterContent }>(host, command).at(-1)?.content;

  it('are picked, described, ordered by key, previewed and saved', async () => {
    const host = new MockHost();
    await stand(<LetterPage caseId={DOG} kind="reply" letterId="letter-1" from={{ at: 'today' }} />, host);
    await userEvent.click(await screen.findByTestId(id.annexPick(2)));
    const first = await screen.findByTestId(id.annexPhoto(1));
    expect(document.activeElement).toBe(within(first).getByLabelText('照片1说明'));
    await userEvent.keyboard('狗窝全景');
    await userEvent.click(screen.getByTestId(id.annexPick(1)));
    const second = await screen.findByTestId(id.annexPhoto(2));
    fireEvent.keyDown(within(second).getByLabelText('照片2说明'), { key: 'ArrowUp', code: 'ArrowUp', altKey: true });
    await userEvent.click(screen.getByTestId(id.annexWatermark));
    await waitFor(() => expect(last(host, 'preview_letter')?.annex?.map((one) => one.watermark)).toEqual([true, true]));
    expect(last(host, 'preview_letter')?.annex?.map(({ photo: sha256, caption }) => [sha256, caption])).toEqual([
      [photo(0).sha256, null],
      [photo(1).sha256, '狗窝全景'],
    ]);
    fireEvent.keyDown(document.body, { key: 's', code: 'KeyS', ctrlKey: true });
    await waitFor(() => expect(last(host, 'save_letter_draft')).toMatchObject({ attachments: ['现场照片'], annex: [{ watermark: true }, { caption: '狗窝全景' }] }));
    fireEvent.keyDown(within(screen.getByTestId(id.annexPhoto(1))).getByLabelText('照片1说明'), { key: 'Delete', code: 'Delete', altKey: true });
    await waitFor(() => expect(screen.queryByTestId(id.annexPhoto(2))).toBeNull());
  });
});
