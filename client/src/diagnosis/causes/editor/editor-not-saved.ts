import { defineCause } from '../../define-cause.ts';

export default defineCause({
  hop: 'editor',
  title: 'The change is in the editor, not on disk',
  why: 'Docker reads files, not editors. As long as a document has unsaved changes, no build, no mount and no copy can have them.',
  needs: ['editor', 'fileOnHost'],
  messages: {
    answer: '{file} has changes in the editor that are not saved',
    differs: 'The editor’s document and the file on disk have different content',
    agrees: 'The editor’s document is the file on disk',
  },
  judge({ its: { editor, fileOnHost }, from }, say) {
    if (!editor.isDirty || editor.sha256 === fileOnHost.sha256) return say.ruledOut(say.text('agrees'), from('editor'));
    const facts = [
      { text: say.text('differs'), from: `editor sha256 ${editor.sha256}, disk sha256 ${fileOnHost.sha256}` },
    ] as const;
    return say.confirmed(say.text('answer', { file: fileOnHost.path }), facts, []);
  },
});
