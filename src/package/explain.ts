export { createExplainer } from '../explain/explain.ts'
