/** `index` is the entry for pages. */
export const packageEntries: { readonly index: string } & Readonly<Record<string, string>>
export const frameworkEntries: Readonly<
  Record<'react' | 'preact' | 'vue' | 'svelte' | 'solid' | 'element', string>
>
export const nodeEntries: Readonly<Record<string, string>>
