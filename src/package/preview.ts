export { createPreview } from '../preview/create-preview.ts'
