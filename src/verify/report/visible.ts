/**
 * Shows what a reader would not see or a terminal would act on: control
 * characters, line and paragraph separators, characters that change direction,
 * and halves of surrogate pairs, as `\u{1b}`. What comes out is one line.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cs}\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
